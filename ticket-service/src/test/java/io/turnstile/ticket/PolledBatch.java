package io.turnstile.ticket;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** A batch as the connector hands it over, of one partition, with the test's own ends of acknowledging and refusing. */
final class PolledBatch implements KafkaCommitHandler, KafkaFailureHandler {
    private static final String TOPIC = "turnstile.redemptions";

    /** What was done with the records, in the order in which it was done, such as {@code refused 3}. */
    final List<String> outcomes = new CopyOnWriteArrayList<>();

    final List<Throwable> reasons = new CopyOnWriteArrayList<>();

    /** Refusing takes until this is completed. */
    CompletableFuture<Void> deadLetterWritten = CompletableFuture.completedFuture(null);

    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    PolledBatch with(Event event) {
        return with(event, UUID.randomUUID());
    }

    PolledBatch with(Event event, UUID id) {
        return with(event.type(), id.toString(), EventJson.write(event));
    }

    PolledBatch with(String type, String id, String value) {
        var record = new ConsumerRecord<>(TOPIC, 0, records.size(), "key", value);
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        records.add(record);
        return this;
    }

    KafkaRecordBatch<String, String> polled() {
        var polled = new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), records), Map.of());
        return new IncomingKafkaRecordBatch<>(polled, "redemptions", 0, this, this, false, false);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        outcomes.add("acknowledged " + record.getOffset());
        return Uni.createFrom().voidItem();
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
        outcomes.add("refused " + record.getOffset());
        reasons.add(reason);
        return Uni.createFrom().completionStage(deadLetterWritten);
    }

    @Override
    public void terminate() {}
}
