package io.turnstile.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the services' tests stand on. */
class HarnessTest {

    @BeforeAll
    static void start() {
        long begin = System.nanoTime();
        new PlatformResource().start();
        System.out.println("harness up in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    @Test
    void a_published_event_arrives_with_its_cloudevents_headers() throws IOException {
        var event = example(PaymentSucceeded.class);
        var id = TestStreams.publish(event);
        var record = TestStreams.records("turnstile.payments").stream()
                .filter(found -> id.toString().equals(TestStreams.header(found, "ce_id")))
                .findFirst()
                .orElseThrow();
        assertEquals(event.aggregateId(), record.key());
        assertEquals("turnstile.PaymentSucceeded.v1", TestStreams.header(record, "ce_type"));
        assertEquals(event, EventJson.read(record.value(), PaymentSucceeded.class));
    }

    @Test
    void an_event_that_breaks_its_schema_is_refused() {
        assertThrows(AssertionError.class, () -> EventSchemas.assertValid("turnstile.OrderPaid.v1", "{}"));
        assertThrows(AssertionError.class, () -> EventSchemas.assertValid("turnstile.NoSuchEvent.v1", "{}"));
    }

    @Test
    void dead_letters_are_read_from_the_topics_own_dead_letter_topic() {
        var key = UUID.randomUUID().toString();
        TestStreams.publishRaw("turnstile.orders.dead-letters", key, java.util.Map.of(), "broken");
        assertEquals(
                1,
                TestStreams.deadLetters("turnstile.orders").stream()
                        .filter(letter -> key.equals(letter.key()))
                        .count());
    }

    private static <E extends Event> E example(Class<E> event) throws IOException {
        try (var example = Event.class.getResourceAsStream("/examples/" + event.getSimpleName() + ".json")) {
            return EventJson.read(new String(example.readAllBytes()), event);
        }
    }
}
