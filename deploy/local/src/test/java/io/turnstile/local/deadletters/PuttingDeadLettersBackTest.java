package io.turnstile.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.local.Turnstile;
import io.turnstile.platform.AotCaches;
import io.turnstile.platform.EmbeddedPlatform;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.PlatformSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real broker. Each test has its own dead letters, of one stream, and leaves none that were not put back. */
class PuttingDeadLettersBackTest {
    private static final Path FOLDER = Path.of("target", "dead-letters");
    private static final String STREAM = "turnstile.orders";

    private static EmbeddedPlatform platform;
    private static KafkaProducer<String, String> producer;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        EmbeddedPlatform.discard(FOLDER);
        platform = EmbeddedPlatform.start(
                Manifests.ofRepository(),
                new PlatformSettings(
                        FOLDER,
                        0,
                        0,
                        0,
                        false,
                        false,
                        AotCaches.noneForShortLives(),
                        name -> "password of " + name,
                        _ -> {}));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        platform.close();
    }

    @BeforeEach
    void putEverythingBack() {
        run("replay");
    }

    @Test
    void the_list_tells_what_was_refused_by_whom_and_why() throws Exception {
        var id = refuse("no such ferry\nand more");
        assertThat(list())
                .singleElement()
                .asString()
                .contains(STREAM, id, "OrderPaid", "ticket-service", "2026-03-01T10:00:00Z", "no such ferry")
                .doesNotContain("and more");
        assertThat(list("--stream", "orders")).hasSize(1);
        assertThat(list("--stream", "turnstile.tickets")).isEmpty();
    }

    @Test
    void a_record_is_back_on_its_partition_with_its_key_value_and_headers_as_they_were() throws Exception {
        refuse("no such ferry");
        assertThat(run("replay")).containsSubsequence("1 put back");
        var back = onItsStream();
        assertThat(back).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(4);
            assertThat(record.value()).isEqualTo("{\"über\":1}");
            assertThat(StreamSupport.stream(record.headers().spliterator(), false)
                            .map(Header::key))
                    .containsExactly("ce_id", "ce_type", "traceparent");
        });
    }

    @Test
    void what_was_put_back_is_not_put_back_again_and_stands_only_in_the_list_of_all() throws Exception {
        var id = refuse("no such ferry");
        run("replay");
        assertThat(run("replay")).containsExactly("0 put back");
        assertThat(onItsStream()).hasSize(1);
        assertThat(list()).isEmpty();
        assertThat(list("--all")).last().asString().contains(id).contains(" yes ");
    }

    @Test
    void what_is_refused_again_is_a_new_dead_letter() throws Exception {
        refuse("no such ferry");
        run("replay");
        var again = refuse("still no such ferry");
        assertThat(list()).singleElement().asString().contains(again);
    }

    @Test
    void killed_half_way_it_goes_on_where_it_was_and_loses_none() throws Exception {
        var ids = List.of(refuse("1"), refuse("2"), refuse("3"));
        try (var letters = DeadLetters.of(broker());
                var replay = new Replay(letters, broker())) {
            assertThatThrownBy(() -> replay.run("orders", letter -> {
                        if (letter.header("ce_id").equals(ids.get(1))) {
                            throw new IllegalStateException("killed after it was sent, before that was noted");
                        }
                    }))
                    .hasMessageStartingWith("killed");
        }
        assertThat(list()).hasSize(2);
        run("replay");
        assertThat(onItsStream().stream().map(PuttingDeadLettersBackTest::id))
                .containsExactly(ids.get(0), ids.get(1), ids.get(1), ids.get(2));
        assertThat(list()).isEmpty();
    }

    @Test
    void a_stream_that_is_not_there_is_named() {
        var errors = new StringWriter();
        var exitCode = Turnstile.commandLine()
                .setErr(new PrintWriter(errors))
                .execute("dead-letters", "list", "--stream", "parcels", "--bootstrap-servers", broker());
        assertThat(exitCode).isEqualTo(1);
        assertThat(errors.toString())
                .startsWith("turnstile: no stream parcels has dead letters here; there are turnstile.orders.dead");
    }

    /** As a service refuses a record of partition 4; returns the event's id. */
    private String refuse(String reason) throws Exception {
        var id = UUID.randomUUID().toString();
        var refusedAt = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
        var letter = new ProducerRecord<>(STREAM + ".dead-letters", 0, refusedAt, key, "{\"über\":1}");
        letter.headers()
                .add(header("dead-letter-reason", reason))
                .add(header("dead-letter-partition", "4"))
                .add(header("dead-letter-offset", "77"))
                .add(header("ce_id", id))
                .add(header("ce_type", "turnstile.OrderPaid.v1"))
                .add(header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .add(header("dead-letter-service", "ticket-service"));
        producer.send(letter).get();
        return id;
    }

    private List<ConsumerRecord<String, String>> onItsStream() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker()), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(STREAM, 4);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records.stream().filter(record -> key.equals(record.key())).toList();
        }
    }

    private static String id(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    private static RecordHeader header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the line of titles. */
    private static List<String> list(String... options) {
        var lines = run("list", options);
        assertThat(lines.getFirst()).startsWith("stream");
        return lines.subList(1, lines.size());
    }

    private static List<String> run(String command, String... options) {
        var line = new ArrayList<>(List.of("dead-letters", command, "--bootstrap-servers", broker()));
        line.addAll(List.of(options));
        var out = new StringWriter();
        var exitCode = Turnstile.commandLine().setOut(new PrintWriter(out)).execute(line.toArray(String[]::new));
        assertThat(exitCode).isZero();
        return out.toString().lines().toList();
    }

    private static String broker() {
        return platform.endpoints().kafkaBootstrapServers();
    }
}
