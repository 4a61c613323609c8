package io.turnstile.bench;

import io.turnstile.contracts.event.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The floor of everything that goes over a stream: one connector with the settings of the suite's, from a table made like an
 * outbox to a topic of its own, and a consumer that does nothing with what it reads. It runs beside the suite's connectors,
 * while these are measured too, so both share the machine alike.
 */
public final class BareHop implements AutoCloseable {
    private static final String DATABASE = "venue_service";
    private static final String MODEL = "venue-service-outbox";
    /** As many as the suite's streams have. */
    private static final int PARTITIONS = 6;

    private static final int WARM_UP = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Milliseconds. As the connector's own interval, which it must not march in step with. */
    private static final int LONGEST_PAUSE = 50;

    /** New each time: Connect remembers how far a connector of a name had read, even one that was removed. */
    private final String name = "bench_hop_" + System.currentTimeMillis();

    private final String table = name + ".outbox";
    private final Suite suite;
    private final Streams streams;
    private final Map<String, Object> kafka;
    private OutboxWriter writer;
    private KafkaConsumer<String, String> consumer;

    private BareHop(Suite suite, Streams streams) {
        this.suite = suite;
        this.streams = streams;
        this.kafka = Map.of("bootstrap.servers", suite.description().kafkaBootstrapServers());
    }

    /** Comes back when events are carried as they will be. */
    static BareHop open(Suite suite, Streams streams) {
        var hop = new BareHop(suite, streams);
        try {
            hop.prepare();
            hop.pass(Redemptions.of(List.of("TK-BHOP-0000-0000-0"), WARM_UP).events());
            return hop;
        } catch (RuntimeException e) {
            try (hop) {
                throw e;
            }
        }
    }

    private void prepare() {
        suite.execute(DATABASE, """
                CREATE SCHEMA %1$s;
                CREATE TABLE %2$s (LIKE public.outbox INCLUDING ALL);
                CREATE PUBLICATION %1$s FOR TABLE %2$s WITH (publish = 'insert')""".formatted(name, table));
        try (var admin = Admin.create(kafka)) {
            await(admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all());
        }
        consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer());
        consumer.assign(IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList());
        consumer.seekToBeginning(List.of());
        writer = new OutboxWriter(suite, DATABASE, table, name);
        streams.create(name, settings());
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(streams.settingsOf(MODEL));
        settings.keySet().removeIf(key -> key.startsWith("snapshot.select."));
        settings.putAll(Map.of(
                "name", name,
                "database.user", "postgres",
                "database.password", suite.superuserPassword(),
                "topic.prefix", name,
                "table.include.list", table,
                "slot.name", name,
                "publication.name", name));
        return settings;
    }

    /**
     * One event after another, at moments that have nothing to do with the connector's.
     *
     * @return from before each one's commit until the consumer has it
     */
    public Latencies pass(List<? extends Event> events) {
        var latencies = new Latencies();
        for (var event : events) {
            // The pause is spent polling, as a consumer's is.
            consumer.poll(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE)));
            latencies.add(pass(event));
        }
        return latencies;
    }

    private Duration pass(Event event) {
        var begin = writer.write(event);
        await(1);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * As many as go, read while they are written.
     *
     * @return from before the first commit until the consumer has all of them
     */
    public Duration carry(List<? extends Event> events, int perCommit) {
        var begin = System.nanoTime();
        var written = Aside.run(() -> writer.write(events, perCommit));
        await(events.size());
        var taken = Duration.ofNanos(System.nanoTime() - begin);
        written.result();
        return taken;
    }

    private void await(int records) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var missing = records; missing > 0; ) {
            missing -= consumer.poll(Duration.ofSeconds(1)).count();
            if (System.nanoTime() > deadline) {
                throw new BenchException(
                        "the bare connector does not carry: %d of %d are missing".formatted(missing, records));
            }
        }
    }

    private static void await(KafkaFuture<Void> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new BenchException("the topic of the bare hop", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            streams.remove(name);
            dropSlot();
            writer.close();
            consumer.close();
        }
        suite.execute(DATABASE, "DROP PUBLICATION IF EXISTS %1$s; DROP SCHEMA IF EXISTS %1$s CASCADE".formatted(name));
        try (var admin = Admin.create(kafka)) {
            await(admin.deleteTopics(List.of(name)).all());
        }
    }

    /** The connector lets go of it a moment after it was removed. */
    private void dropSlot() {
        var where = " FROM pg_replication_slots WHERE slot_name = '%s'".formatted(name);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (suite.count(DATABASE, "SELECT count(*)" + where) > 0) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("the slot " + name + " stays in use");
            }
            suite.execute(DATABASE, "SELECT pg_drop_replication_slot(slot_name)" + where + " AND NOT active");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
