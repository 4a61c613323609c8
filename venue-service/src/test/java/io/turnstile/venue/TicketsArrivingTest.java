package io.turnstile.venue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class TicketsArrivingTest {
    @Inject
    Pier pier;

    @Test
    void a_scan_waits_a_moment_for_a_ticket_that_is_on_its_way() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        // The first one warms everything up that would otherwise eat the patience.
        pier.scan(operator, pier.qr(pier.ticket(Map.of("ferry", 1))), "ferry", venue)
                .then()
                .statusCode(200);
        var ticket = Pier.ticketCode();
        var qr = pier.qr(ticket);
        CompletableFuture.runAsync(
                () -> TestStreams.publish(Pier.issued(Map.of("ferry", 1), ticket)),
                CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS));
        pier.scan(operator, qr, "ferry", venue).then().statusCode(200);
        assertEquals(0, pier.remaining(ticket, "ferry"));
    }

    @Test
    void tickets_told_again_get_no_use_back() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = Pier.ticketCode();
        var event = Pier.issued(Map.of("ferry", 2), ticket);
        pier.publish(event);
        pier.scan(operator, pier.qr(ticket), "ferry", venue).then().statusCode(200);

        // Once under the same id, once under another: both have been seen when the one behind them has.
        var id = TestStreams.publish(event);
        TestStreams.publish(event, id);
        var behind = Pier.ticketCode();
        pier.publish(new TicketsIssued(
                event.orderId(), "mia", Pier.issued(Map.of("ferry", 1), behind).tickets(), event.issuedAt()));
        assertEquals(1, pier.remaining(ticket, "ferry"));
        assertEquals(2, pier.known(ticket).entitlement("ferry").orElseThrow().totalUses());
    }

    @Test
    void what_cannot_be_read_goes_to_the_dead_letters_and_stops_nothing() {
        var key = UUID.randomUUID().toString();
        TestStreams.publishRaw(
                "turnstile.tickets",
                key,
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.TicketsIssued.v1"),
                "{\"tickets\":");
        pier.ticket(Map.of("ferry", 1));
        var letter = await().until(
                        () -> TestStreams.deadLetters("turnstile.tickets").stream()
                                .filter(record -> key.equals(record.key()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        assertNotNull(TestStreams.header(letter, "dead-letter-reason"));
    }

    @Test
    void an_event_of_a_later_version_is_passed_over() {
        TestStreams.publishRaw(
                "turnstile.tickets",
                UUID.randomUUID().toString(),
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.TicketsMoved.v2"),
                "{}");
        var ticket = pier.ticket(Map.of("ferry", 1));
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }
}
