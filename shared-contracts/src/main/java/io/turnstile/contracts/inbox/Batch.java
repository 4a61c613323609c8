package io.turnstile.contracts.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one poll, and which of them are refused. */
final class Batch {
    private final KafkaRecordBatch<String, String> polled;
    private final Map<ConsumerRecord<String, String>, KafkaRecord<String, String>> messages = new LinkedHashMap<>();
    private final Map<KafkaRecord<String, String>, RuntimeException> refusals = new HashMap<>();

    Batch(KafkaRecordBatch<String, String> polled) {
        this.polled = polled;
        polled.forEach(message -> messages.put(recordOf(message), message));
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, String> recordOf(KafkaRecord<String, String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
    }

    /** In order within a partition. */
    Set<ConsumerRecord<String, String>> records() {
        return messages.keySet();
    }

    void refuse(ConsumerRecord<String, String> record, RuntimeException reason) {
        refusals.put(messages.get(record), reason);
    }

    /**
     * Refuses what is to be refused, one after the other in the order of the records, and acknowledges the others. To be
     * called when all had their effect: the connector knows the last record of each partition only, and takes its end, be it
     * acknowledged or refused, for that of all before it.
     */
    Uni<Void> settle() {
        return Multi.createFrom()
                .iterable(messages.values())
                .filter(refusals::containsKey)
                .onItem()
                .transformToUniAndConcatenate(
                        message -> Uni.createFrom().completionStage(() -> message.nack(refusals.get(message))))
                .onItem()
                .ignoreAsUni()
                .chain(() -> Uni.createFrom().completionStage(polled::ack));
    }
}
