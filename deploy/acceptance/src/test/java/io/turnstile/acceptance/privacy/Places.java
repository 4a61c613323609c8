package io.turnstile.acceptance.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.contracts.event.Stream;
import io.turnstile.platform.testing.WhereItStands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everywhere that something could have been written down. */
record Places(Suite suite) {
    private static final List<String> DATABASES = List.of(
            "catalog_service",
            "order_service",
            "payment_service",
            "ticket_service",
            "venue_service",
            "reporting_service");

    /** What every process of the suite has logged since it was started first, by the file's name. */
    Map<String, String> logs() {
        var logs = new LinkedHashMap<String, String>();
        try (var files = Files.list(suite.logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                logs.put(file.getFileName().toString(), read(file));
            }
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Byte by byte, so that nothing is skipped as not being text. */
    private static String read(Path file) throws IOException {
        return Files.readString(file, ISO_8859_1);
    }

    /** By the page's address. */
    Map<String, String> metrics() {
        var pages = new LinkedHashMap<String, String>();
        for (var page : suite.metrics()) {
            pages.put(
                    page, RestAssured.get(page).then().statusCode(200).extract().asString());
        }
        return pages;
    }

    /** @return such as {@code order_service.orders.buyer_id} */
    Set<String> inDatabases(String text) throws SQLException {
        var found = new TreeSet<String>();
        for (var database : DATABASES) {
            try (var connection = suite.database(database)) {
                WhereItStands.in(connection, text).forEach(column -> found.add(database + "." + column));
            }
        }
        return found;
    }

    /** All of the streams and their dead letters. */
    List<ConsumerRecord<String, String>> records() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.kafka(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = Arrays.stream(Stream.values())
                    .flatMap(stream -> java.util.stream.Stream.of(stream.topic(), stream.deadLetters()))
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** All of a record but its value. */
    static String aroundTheValue(ConsumerRecord<String, String> record) {
        var headers = StreamSupport.stream(record.headers().spliterator(), false)
                // One may have no value: a fault without a message has no reason to tell.
                .map(header -> header.key() + "=" + (header.value() == null ? "" : new String(header.value(), UTF_8)))
                .toList();
        return record.topic() + " " + record.key() + " " + headers;
    }
}
