package io.turnstile.acceptance.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The raw streams, read from Kafka beside the services. */
public record Streams(Suite suite) {

    /** @param traceId of the W3C trace context that the event carries */
    public record Told<E extends Event>(E event, String traceId) {}

    /** Every event of a kind so far; one that was delivered twice counts once. */
    public <E extends Event> List<Told<E>> all(Class<E> kind) {
        var topic = Stream.of(kind).topic();
        var type = "turnstile." + kind.getSimpleName() + ".v1";
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.kafka()), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new LinkedHashMap<String, Told<E>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (header(record, "ce_type").equals(type)) {
                        events.put(
                                header(record, "ce_id"),
                                new Told<>(
                                        EventJson.read(record.value(), kind),
                                        header(record, "traceparent").split("-")[1]));
                    }
                }
            }
            return List.copyOf(events.values());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record of " + topic + " breaks its contract", e);
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
