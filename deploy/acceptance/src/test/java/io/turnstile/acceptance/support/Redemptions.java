package io.turnstile.acceptance.support;

import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The raw stream of redemptions, read from Kafka beside the services. */
public record Redemptions(Suite suite) {
    private static final String TOPIC = "turnstile.redemptions";

    /** Every TicketRedeemed so far; an event that was delivered twice counts once. */
    public List<TicketRedeemed> all() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.kafka()), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new LinkedHashMap<String, TicketRedeemed>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    if (type.equals("turnstile.TicketRedeemed.v1")) {
                        var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
                        events.put(id, EventJson.read(record.value(), TicketRedeemed.class));
                    }
                }
            }
            return List.copyOf(events.values());
        } catch (IOException e) {
            throw new AssertionError("a record of the stream breaks its contract", e);
        }
    }
}
