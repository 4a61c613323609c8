package io.turnstile.local.deadletters;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts dead letters back on the streams that they came from. Every consumer of the stream gets them again; who had one
 * before knows its id, so only those who refused it act on it.
 */
final class Replay implements AutoCloseable {
    private final DeadLetters letters;
    private final KafkaProducer<byte[], byte[]> producer;

    Replay(DeadLetters letters, String bootstrapServers) {
        this.letters = letters;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0, "max.request.size", 4 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Puts back what was not put back before. Killed between a record and its note it will put that one back again.
     *
     * @param stream null: every stream
     * @param putBack told of each one
     */
    void run(String stream, Consumer<DeadLetter> putBack) {
        letters.putBackUntil(letters.partitions(stream))
                .forEach((partition, from) -> letters.each(partition, from, letter -> {
                    send(letter);
                    putBack.accept(letter);
                    letters.rememberPutBack(letter);
                }));
    }

    private void send(DeadLetter letter) {
        try {
            producer.send(letter.original()).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
