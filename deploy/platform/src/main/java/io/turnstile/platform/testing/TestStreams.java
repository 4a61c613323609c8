package io.turnstile.platform.testing;

import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The streams from outside of the service under test: says what other services would say, and reads what comes out. */
public final class TestStreams {
    private static final String DEAD_LETTERS = ".dead-letters";

    private TestStreams() {}

    private static final class Producer {
        /** Made at its first use, when the broker runs; it ends with the JVM. */
        static final KafkaProducer<String, String> INSTANCE = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedPlatform.value("KAFKA_BOOTSTRAP_SERVERS"), "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Publishes the event on its stream, as its owner would, once it is known to fit its schema; returns its id. */
    public static UUID publish(Event event) {
        return publish(event, UUID.randomUUID());
    }

    /** Publishes under an id that the caller chooses, to deliver one event more than once. */
    public static UUID publish(Event event, UUID id) {
        var payload = EventJson.write(event);
        EventSchemas.assertValid(event.type(), payload);
        var stream = Stream.of(event);
        var headers = Map.of(
                "ce_id", id.toString(),
                "ce_type", event.type(),
                "ce_source", stream.source(),
                "ce_specversion", "1.0",
                "ce_time", Instant.now().toString(),
                "content-type", "application/json");
        publishRaw(stream.topic(), event.aggregateId(), headers, payload);
        return id;
    }

    /** Publishes anything at all, broken or not, and comes back when the broker has it. */
    public static void publishRaw(String topic, String key, Map<String, String> headers, String value) {
        var message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            Producer.INSTANCE.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All dead letters of a topic so far. */
    public static List<ConsumerRecord<String, String>> deadLetters(String topic) {
        return records(topic.endsWith(DEAD_LETTERS) ? topic : topic + DEAD_LETTERS);
    }

    /** All records of a topic so far; within a partition in their order. */
    public static List<ConsumerRecord<String, String>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", SharedPlatform.value("KAFKA_BOOTSTRAP_SERVERS")),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Where each partition of a topic ends; those where nothing was ever published are left out. */
    public static Map<Integer, Long> ends(String topic) {
        return records(topic).stream()
                .collect(Collectors.toMap(ConsumerRecord::partition, record -> record.offset() + 1, Math::max));
    }

    /** How far a group of one topic's consumers has committed, by partition. */
    public static Map<Integer, Long> committed(String group) throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(entry -> entry.getKey().partition(), entry -> entry.getValue()
                            .offset()));
        }
    }

    /** Another replica of the service under test, as its group sees it. It commits nothing. */
    public static KafkaConsumer<String, String> replica(String group, String topic) {
        var replica = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedPlatform.value("KAFKA_BOOTSTRAP_SERVERS"),
                        "group.id",
                        group,
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer());
        replica.subscribe(List.of(topic));
        return replica;
    }

    /** The broker, for questions about groups and offsets. */
    public static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", SharedPlatform.value("KAFKA_BOOTSTRAP_SERVERS")));
    }

    /** A header's text, or null where the record has none of that name or one without a value. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
