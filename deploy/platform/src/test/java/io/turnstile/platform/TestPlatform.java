package io.turnstile.platform;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The hands to write to a platform's outboxes and to read its topics. */
final class TestPlatform {
    static final Manifests MANIFESTS = Manifests.ofRepository();
    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final List<String> PUBLISHERS =
            List.of("catalog_service", "order_service", "payment_service", "ticket_service", "venue_service");

    private TestPlatform() {}

    /** Durable and with Connect, as the launcher wants it; on ports that are free. */
    static PlatformSettings settings(Path dataFolder) {
        return new PlatformSettings(
                dataFolder,
                0,
                0,
                0,
                true,
                true,
                AotCaches.noneForShortLives(),
                TestPlatform::password,
                line -> System.out.println("[test] " + line));
    }

    static void makeOutboxes(Platform platform) throws SQLException, IOException {
        for (var service : PUBLISHERS) {
            makeOutbox(platform, service);
        }
    }

    static String password(String secret) {
        return "password of " + secret;
    }

    static Connection connect(Platform platform, String role, String database) throws SQLException {
        var secret = MANIFESTS.roles().stream()
                .filter(candidate -> candidate.name().equals(role))
                .findFirst()
                .orElseThrow()
                .passwordSecret();
        return DriverManager.getConnection(platform.endpoints().jdbcUrl(database), role, password(secret));
    }

    /** Makes the outbox as a service's migration does: as the service's own role. */
    private static void makeOutbox(Platform platform, String service) throws SQLException, IOException {
        try (var migration = TestPlatform.class.getResourceAsStream("/db/outbox/V0.1__Create_the_outbox.sql");
                var connection = connect(platform, service, service);
                var statement = connection.createStatement()) {
            statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static UUID append(Platform platform, String service, Row row) throws SQLException {
        var id = UUID.randomUUID();
        try (var connection = connect(platform, service, service);
                var insert = connection.prepareStatement("""
                        INSERT INTO outbox (id, topic, aggregate_id, type, source, specversion, payload, occurred_at, traceparent)
                        VALUES (?, ?, ?, ?, ?, '1.0', ?, ?, ?)
                        """)) {
            insert.setObject(1, id);
            insert.setString(2, row.topic());
            insert.setString(3, row.key());
            insert.setString(4, row.type());
            insert.setString(5, row.source());
            insert.setString(6, row.payload());
            insert.setObject(7, OffsetDateTime.ofInstant(row.occurredAt(), ZoneOffset.UTC));
            insert.setString(8, row.traceparent());
            insert.executeUpdate();
        }
        return id;
    }

    record Row(
            String topic,
            String key,
            String type,
            String source,
            String payload,
            Instant occurredAt,
            String traceparent) {
        static Row of(String topic, String key) {
            return new Row(topic, key, "turnstile.Tested.v1", "/turnstile/test", "{\"a\":\"ü\"}", Instant.now(), null);
        }
    }

    static List<ConsumerRecord<String, String>> records(Platform platform, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.endpoints().kafkaBootstrapServers()),
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

    static ConsumerRecord<String, String> awaitRecord(Platform platform, String topic, UUID id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> records(platform, topic).stream()
                                .filter(record -> id.toString().equals(header(record, "ce_id")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
