package io.turnstile.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.contracts.event.Stream;
import io.turnstile.platform.Manifests.Connector;
import io.turnstile.platform.Manifests.Role;
import io.turnstile.platform.Manifests.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manifests name what the contracts name, and belong together. */
class ManifestsTest {
    private static final Duration LONGEST_AWAY = Duration.ofDays(30);

    private static final Manifests MANIFESTS = Manifests.ofRepository();
    private static final Map<String, Topic> TOPICS =
            MANIFESTS.topics().stream().collect(Collectors.toMap(Topic::name, Function.identity()));

    @ParameterizedTest
    @EnumSource(Stream.class)
    void every_stream_has_its_topic_and_its_dead_letters(Stream stream) {
        assertEquals(6, TOPICS.get(stream.topic()).partitions());
        assertEquals(1, TOPICS.get(stream.deadLetters()).partitions());
    }

    @Test
    void only_the_products_are_compacted() {
        var compacted = TOPICS.values().stream()
                .filter(topic -> "compact".equals(topic.config().get("cleanup.policy")))
                .map(Topic::name)
                .toList();
        assertEquals(java.util.List.of(Stream.PRODUCTS.topic()), compacted);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDERS", "TICKETS", "REDEMPTIONS"})
    void a_stream_that_something_is_rebuilt_from_is_kept_for_ever(Stream stream) {
        assertEquals("-1", TOPICS.get(stream.topic()).config().get("retention.ms"));
    }

    /**
     * Longest way back of an event whose effect counts money or stock: it waits for a consumer that is away for a month, is
     * a dead letter for a year, and put back it waits for another month. The other streams tell states, which may come
     * again at any time.
     */
    @ParameterizedTest
    @EnumSource(names = {"ORDERS", "PAYMENTS"})
    void an_inbox_remembers_an_event_for_as_long_as_it_can_come_again(Stream stream) throws IOException {
        var way = LONGEST_AWAY.plus(retention(stream.deadLetters())).plus(LONGEST_AWAY);
        assertTrue(inboxKeeps().compareTo(way) > 0, inboxKeeps() + " is not longer than " + way);
    }

    @ParameterizedTest
    @EnumSource(Stream.class)
    void which_dead_letters_were_put_back_is_known_as_long_as_they_are_there(Stream stream) {
        var known = Duration.ofMinutes(Long.parseLong(MANIFESTS.brokerConfig().get("offsets.retention.minutes")));
        assertTrue(known.compareTo(retention(stream.deadLetters())) > 0);
    }

    private static Duration retention(String topic) {
        return Duration.ofMillis(Long.parseLong(TOPICS.get(topic).config().get("retention.ms")));
    }

    private static Duration inboxKeeps() throws IOException {
        var common = new Properties();
        var files = ManifestsTest.class.getClassLoader().getResources("META-INF/microprofile-config.properties");
        while (files.hasMoreElements()) {
            try (var file = files.nextElement().openStream()) {
                common.load(file);
            }
        }
        return Duration.parse(common.getProperty("turnstile.inbox.keep"));
    }

    @Test
    void every_publishing_service_has_a_connector_with_a_role_and_a_slot_of_its_own() {
        var roles = MANIFESTS.roles().stream().filter(Role::replication).map(Role::name);
        var slots = MANIFESTS.connectors().stream()
                .map(Connector::config)
                .peek(config -> assertEquals(config.get("slot.name"), config.get("database.user")))
                .map(config -> config.get("slot.name"));
        var publishers = Arrays.stream(Stream.values())
                .map(stream -> stream.source().replace("/turnstile/", "").replace('-', '_') + "_outbox")
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(publishers, roles.collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(publishers, slots.collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_connectors_differ_only_in_whose_outbox_they_read() {
        var first = shared(MANIFESTS.connectors().getFirst());
        for (var connector : MANIFESTS.connectors()) {
            assertEquals(first, shared(connector), connector.name());
        }
    }

    private static Map<String, String> shared(Connector connector) {
        var own = Set.of("database.user", "database.password", "database.dbname", "topic.prefix", "slot.name");
        return connector.config().entrySet().stream()
                .filter(entry -> !own.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void kafka_connect_is_given_every_variable_that_its_connectors_draw_on() {
        var given = MANIFESTS.connectWorker().environment().stream()
                .map(EnvironmentVariable::name)
                .collect(Collectors.toSet());
        var drawnOn = MANIFESTS.connectors().stream()
                .flatMap(connector -> connector.config().values().stream())
                .filter(value -> value.startsWith("${env:"))
                .map(value -> value.substring("${env:".length(), value.length() - 1))
                .collect(Collectors.toSet());
        assertEquals(drawnOn, given);
    }

    @Test
    void whoever_no_rule_lets_in_is_refused() {
        assertEquals("host all all all reject", MANIFESTS.hbaRules().getLast());
        assertTrue(MANIFESTS.hbaRules().stream().noneMatch(rule -> rule.contains("trust")));
    }
}
