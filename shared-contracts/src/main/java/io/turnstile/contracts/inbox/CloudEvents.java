package io.turnstile.contracts.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the attributes of a CloudEvents 1.0 record in Kafka's binary mode, where each is a header {@code ce_…}. */
final class CloudEvents {
    private CloudEvents() {}

    static UUID id(ConsumerRecord<?, ?> record) {
        var id = required(record, "ce_id");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("ce_id is not a UUID: " + id, e);
        }
    }

    static String type(ConsumerRecord<?, ?> record) {
        return required(record, "ce_type");
    }

    private static String required(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableEventException("the record lacks the header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
