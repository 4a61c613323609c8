package io.turnstile.acceptance.faults.books;

import io.turnstile.acceptance.faults.books.StreamBooks.Told;
import io.turnstile.contracts.event.Stream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the streams and their dead letters from their beginning, and each time goes on where it was. */
public final class RawStreams implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Told> deadLetters = new ArrayList<>();

    public RawStreams(String kafka) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(Arrays.stream(Stream.values())
                .flatMap(stream -> java.util.stream.Stream.of(stream.topic(), stream.deadLetters()))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** As of now. */
    public StreamBooks books() {
        catchUp();
        return new StreamBooks(List.copyOf(told), List.copyOf(deadLetters));
    }

    /** The records of the streams as they came, to be sent again. */
    public List<ConsumerRecord<String, String>> records() {
        catchUp();
        return List.copyOf(records);
    }

    private void catchUp() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::keep);
        }
    }

    private void keep(ConsumerRecord<String, String> record) {
        if (record.topic().endsWith(Stream.ORDERS.deadLetters().replace(Stream.ORDERS.topic(), ""))) {
            deadLetters.add(told(record));
        } else {
            records.add(record);
            told.add(told(record));
        }
    }

    private static Told told(ConsumerRecord<String, String> record) {
        var id = header(record, "ce_id");
        return new Told(
                record.topic(),
                record.key(),
                id == null ? null : UUID.fromString(id),
                header(record, "ce_type"),
                digest(record.value()));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String digest(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
