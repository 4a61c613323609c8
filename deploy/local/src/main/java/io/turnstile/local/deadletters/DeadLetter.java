package io.turnstile.local.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record that a service could never handle, as it lies in its stream's dead letters: unchanged, with headers that tell
 * why, by whom and from where.
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    static final String TOPIC_SUFFIX = ".dead-letters";

    private static final String OWN_HEADERS = "dead-letter-";

    String stream() {
        return record.topic().substring(0, record.topic().length() - TOPIC_SUFFIX.length());
    }

    long offset() {
        return record.offset();
    }

    Instant refusedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Its value, null where the record has no such header. */
    String header(String name) {
        return text(record.headers(), name);
    }

    /** The partition that it came from, so that it stays in order with its key's other records; null: by its key. */
    private Integer sourcePartition() {
        var partition = header("dead-letter-partition");
        return partition == null ? null : Integer.valueOf(partition);
    }

    /** The record as it was before it was refused. */
    ProducerRecord<byte[], byte[]> original() {
        var original = new ProducerRecord<>(stream(), sourcePartition(), record.key(), record.value());
        for (var header : record.headers()) {
            if (!header.key().startsWith(OWN_HEADERS)) {
                original.headers().add(header);
            }
        }
        return original;
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
