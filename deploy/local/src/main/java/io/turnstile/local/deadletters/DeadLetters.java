package io.turnstile.local.deadletters;

import io.turnstile.local.LocalException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dead letters of all streams. Which of them were put back is a committed offset of a consumer group of its own:
 * those before it were, those from it on were not.
 */
final class DeadLetters implements AutoCloseable {
    static final String GROUP = "turnstile.dead-letters.replay";

    private static final int ANSWER_LIMIT_MILLIS = 15_000;

    private final KafkaConsumer<byte[], byte[]> consumer;

    private DeadLetters(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @throws LocalException where the address is none */
    static DeadLetters of(String bootstrapServers) {
        try {
            return new DeadLetters(new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers", bootstrapServers,
                            "group.id", GROUP,
                            "enable.auto.commit", false,
                            "auto.offset.reset", "earliest",
                            "default.api.timeout.ms", ANSWER_LIMIT_MILLIS),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()));
        } catch (KafkaException e) {
            throw new LocalException("no broker can be at " + bootstrapServers, e);
        }
    }

    /**
     * @param stream as {@code orders} or {@code turnstile.orders}; null: every stream
     * @throws LocalException where there is no such stream
     */
    List<TopicPartition> partitions(String stream) {
        var topics = consumer.listTopics().keySet().stream()
                .filter(topic -> topic.endsWith(DeadLetter.TOPIC_SUFFIX))
                .sorted()
                .toList();
        var named = topics.stream()
                .filter(topic -> stream == null || namesOf(topic).contains(stream))
                .toList();
        if (named.isEmpty()) {
            throw new LocalException("no stream %s has dead letters here; there are %s"
                    .formatted(stream == null ? "" : stream, String.join(", ", topics)));
        }
        return named.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Set<String> namesOf(String topic) {
        var stream = topic.substring(0, topic.length() - DeadLetter.TOPIC_SUFFIX.length());
        return Set.of(stream, stream.substring(stream.indexOf('.') + 1));
    }

    /** The first offset of each partition that was not put back yet. */
    Map<TopicPartition, Long> putBackUntil(Collection<TopicPartition> partitions) {
        var committed = consumer.committed(Set.copyOf(partitions));
        var begins = consumer.beginningOffsets(partitions);
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> committed.get(partition) == null
                                ? begins.get(partition)
                                : Math.max(
                                        begins.get(partition),
                                        committed.get(partition).offset())));
    }

    /** Those that are there now, in their order; what is refused meanwhile is for the next time. */
    void each(TopicPartition partition, long from, Consumer<DeadLetter> use) {
        var end = consumer.endOffsets(List.of(partition)).get(partition);
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (record.offset() < end) {
                    use.accept(new DeadLetter(record));
                }
            }
        }
    }

    long beginning(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    void rememberPutBack(DeadLetter letter) {
        var partition =
                new TopicPartition(letter.record().topic(), letter.record().partition());
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(letter.offset() + 1)));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
