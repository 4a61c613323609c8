package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.BUS;
import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** One partition, on which every kind of poison stands between good events. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PoisonBetweenGoodOnesTest {
    private static final String TOPIC = "turnstile.orders";
    private static final int LARGEST_RECORD = 1_048_588;

    @TestHTTPResource(value = "/health/live", management = true)
    URL liveness;

    @Inject
    Neighbours neighbours;

    /** All on one partition. */
    private final String key = UUID.randomUUID().toString();

    private record Poison(String name, Map<String, String> headers, String value) {}

    @Test
    void every_poison_is_a_dead_letter_unchanged_and_every_good_event_between_has_its_effect() {
        var poisons = poisons();
        var good = new ArrayList<OrderPaid>();
        good.add(publishGood());
        for (var poison : poisons) {
            TestStreams.publishRaw(TOPIC, key, poison.headers(), poison.value());
            good.add(publishGood());
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> good.forEach(order ->
                        assertEquals(1, neighbours.issuedFor(order.orderId()).size())));

        var letters = TestStreams.deadLetters(TOPIC).stream()
                .filter(letter -> key.equals(letter.key()))
                .toList();
        assertEquals(poisons.stream().map(Poison::name).toList(), names(letters));
        for (var i = 0; i < poisons.size(); i++) {
            assertKept(poisons.get(i), letters.get(i));
        }
        RestAssured.get(liveness).then().statusCode(200).body("status", equalTo("UP"));
    }

    private OrderPaid publishGood() {
        var paid = paid(someBuyer(), line(1));
        TestStreams.publishRaw(TOPIC, key, headers("good", Map.of()), EventJson.write(paid));
        return paid;
    }

    private static void assertKept(Poison poison, ConsumerRecord<String, String> letter) {
        assertEquals(poison.value(), letter.value());
        var added = new HashMap<String, String>();
        var original = new HashMap<String, String>();
        for (Header header : letter.headers()) {
            var text = TestStreams.header(letter, header.key());
            (header.key().startsWith("dead-letter-") ? added : original).put(header.key(), text);
        }
        assertEquals(poison.headers(), original);
        assertFalse(added.get("dead-letter-reason").isBlank(), poison.name());
        assertFalse(added.get("dead-letter-reason").contains("Could not commit"), poison.name());
        assertEquals("ticket-service", added.get("dead-letter-service"));
        assertEquals(TOPIC, added.get("dead-letter-topic"));
        var source = TestStreams.records(TOPIC).stream()
                .filter(record -> added.get("dead-letter-partition").equals(Integer.toString(record.partition())))
                .filter(record -> added.get("dead-letter-offset").equals(Long.toString(record.offset())))
                .findFirst()
                .orElseThrow();
        assertEquals(poison.name(), TestStreams.header(source, "poison"));
    }

    private static List<String> names(List<ConsumerRecord<String, String>> letters) {
        return letters.stream()
                .map(letter -> TestStreams.header(letter, "poison"))
                .toList();
    }

    private static List<Poison> poisons() {
        var twiceTheSame = new TicketLine(101, "Broken", 1, 30, null, List.of(BUS, BUS));
        return List.of(
                new Poison("no event at all", Map.of("poison", "no event at all"), "hello"),
                poison("without its id", json(), "ce_id"),
                poison("without its type", json(), "ce_type"),
                poison("with an id that is none", json(), Map.of("ce_id", "seven")),
                poison("without a value", null),
                poison("with an empty value", ""),
                poison("with half a value", json().substring(0, 100)),
                poison("of another shape", "[" + json() + "]"),
                poison("lacking a member", json().replace("\"buyer_id\"", "\"buyer\"")),
                poison("with a member of another type", json().replace("29800", "\"much\"")),
                poison("at a time that is none", json().replaceAll("\"paid_at\":\"[^\"]*\"", "\"paid_at\":\"noon\"")),
                poison(
                        "for more than a life",
                        json().replace("\"valid_for_days\":30", "\"valid_for_days\":2147483647")),
                poison("nested beyond measure", "{\"lines\":" + "[".repeat(5_000)),
                poison("with a text that no database takes", json().replace("Island day", "Island\\u0000day")),
                poison("that the database refuses", EventJson.write(paid(someBuyer(), twiceTheSame))),
                poison("as large as a record can be", "x".repeat(LARGEST_RECORD - 1_000)));
    }

    /** Of an order of its own: one that has its tickets would be passed over. */
    private static String json() {
        return EventJson.write(paid(someBuyer(), line(1)));
    }

    private static Poison poison(String name, String value, String... lacking) {
        var headers = new HashMap<>(headers(name, Map.of()));
        Arrays.asList(lacking).forEach(headers::remove);
        return new Poison(name, headers, value);
    }

    private static Poison poison(String name, String value, Map<String, String> changed) {
        return new Poison(name, headers(name, changed), value);
    }

    private static Map<String, String> headers(String name, Map<String, String> changed) {
        var headers = new HashMap<>(Map.of(
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", "turnstile.OrderPaid.v1",
                "ce_source", "/turnstile/order-service",
                "ce_specversion", "1.0",
                "ce_time", name.equals("good") ? "2026-03-01T10:00:00Z" : "a time that nobody reads",
                "content-type", "application/json",
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "poison", name));
        headers.putAll(changed);
        return headers;
    }
}
