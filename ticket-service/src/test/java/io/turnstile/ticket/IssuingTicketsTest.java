package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.BUS;
import static io.turnstile.ticket.Neighbours.FERRY;
import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.contracts.event.TicketEvents.IssuedEntitlement;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import io.turnstile.ticket.model.Ticket;
import io.turnstile.ticket.model.TicketCode;
import io.turnstile.ticket.usecase.IssueTickets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class IssuingTicketsTest {
    @Inject
    Neighbours neighbours;

    @Inject
    IssueTickets issueTickets;

    @Test
    void a_paid_order_gets_as_many_tickets_as_each_line_says() {
        var museum = new TicketLine(102, "Museum", 2, 1, null, List.of(FERRY));
        var paid = paid(someBuyer(), line(3), museum);
        neighbours.tell(paid);

        var issued = neighbours.issuedFor(paid.orderId()).getFirst();
        assertEquals(paid.buyerId(), issued.buyerId());
        assertEquals(
                List.of(101L, 101L, 101L, 102L, 102L),
                issued.tickets().stream().map(IssuedTicket::productId).toList());
        assertEquals(
                List.of(
                        new IssuedEntitlement("bus", "Harbour bus", 2),
                        new IssuedEntitlement("ferry", "Island ferry", 1)),
                issued.tickets().getFirst().entitlements());
        assertEquals("Museum", issued.tickets().getLast().productName());
        assertEquals(5, stored(paid.orderId()).size());
    }

    @Test
    void every_ticket_has_its_own_well_formed_code() {
        var codes = neighbours.buy(someBuyer(), 20).tickets().stream()
                .map(IssuedTicket::ticketCode)
                .toList();
        assertEquals(20, codes.stream().distinct().count());
        assertTrue(codes.stream().allMatch(code -> new TicketCode(code).value().equals(code)));
    }

    @Test
    void what_is_stored_is_what_is_told() {
        var issued = neighbours.buy(someBuyer(), 1);
        var told = issued.tickets().getFirst();
        var stored = stored(issued.orderId()).getFirst();
        assertEquals(told.ticketCode(), stored.code);
        assertEquals(told.validFrom(), stored.validFrom);
        assertEquals(told.validUntil(), stored.validUntil);
        assertEquals(issued.issuedAt(), stored.issuedAt);
        assertEquals(
                List.of("bus 2/2", "ferry 1/1"),
                stored.entitlements.stream()
                        .map(e -> e.functionCode() + " " + e.remainingUses() + "/" + e.totalUses())
                        .toList());
    }

    @Test
    void a_ticket_is_valid_from_its_issue_or_from_its_season_whichever_is_later() {
        var season = Instant.now().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.MICROS);
        var past = season.minus(Duration.ofDays(100));
        var paid = paid(
                someBuyer(),
                new TicketLine(101, "Now", 1, 30, null, List.of(BUS)),
                new TicketLine(102, "Season", 1, 30, season, List.of(BUS)),
                new TicketLine(103, "Begun", 1, 1, past, List.of(BUS)));
        neighbours.tell(paid);

        var issued = neighbours.issuedFor(paid.orderId()).getFirst();
        assertEquals(
                List.of(issued.issuedAt(), season, issued.issuedAt()),
                issued.tickets().stream().map(IssuedTicket::validFrom).toList());
        assertEquals(
                List.of(
                        issued.issuedAt().plus(Duration.ofDays(30)),
                        season.plus(Duration.ofDays(30)),
                        issued.issuedAt().plus(Duration.ofDays(1))),
                issued.tickets().stream().map(IssuedTicket::validUntil).toList());
    }

    @Test
    void an_event_delivered_again_issues_nothing_again() {
        var paid = paid(someBuyer(), line(2));
        var id = TestStreams.publish(paid);
        TestStreams.publish(paid, id);
        TestStreams.publish(paid, id);
        // Behind them on the same partition: when it was received, they were.
        neighbours.tell(new OrderCancelled(paid.orderId(), List.of(new HeldLine(101, 2)), Instant.now()));
        assertIssuedOnce(paid.orderId(), 2);
    }

    @Test
    void an_order_said_to_be_paid_by_another_event_issues_nothing_again() {
        var paid = paid(someBuyer(), line(2));
        neighbours.tell(paid);
        neighbours.tell(paid);
        assertIssuedOnce(paid.orderId(), 2);
    }

    @Test
    void replicas_that_issue_at_the_same_moment_issue_once() throws Exception {
        var paid = paid(someBuyer(), line(3));
        var together = new CyclicBarrier(8);
        Callable<Void> replica = () -> {
            together.await();
            issueTickets.forOrder(paid);
            return null;
        };
        try (var replicas = Executors.newFixedThreadPool(8)) {
            for (var done : replicas.invokeAll(Collections.nCopies(8, replica))) {
                done.get();
            }
        }
        assertIssuedOnce(paid.orderId(), 3);
    }

    @Test
    void an_order_that_is_only_cancelled_gets_no_tickets() {
        var cancelled = new OrderCancelled(UUID.randomUUID(), List.of(new HeldLine(101, 1)), Instant.now());
        neighbours.tell(cancelled);
        assertTrue(stored(cancelled.orderId()).isEmpty());
        assertTrue(neighbours.issuedFor(cancelled.orderId()).isEmpty());
    }

    @Test
    void a_large_order_is_issued_whole() {
        var issued = neighbours.buy(someBuyer(), 500);
        assertEquals(500, issued.tickets().size());
        assertFalse(issued.tickets().stream()
                .anyMatch(ticket -> ticket.entitlements().size() != 2));
    }

    private void assertIssuedOnce(UUID orderId, int tickets) {
        assertEquals(tickets, stored(orderId).size());
        assertEquals(1, neighbours.issuedFor(orderId).size());
        assertEquals(tickets, neighbours.issuedFor(orderId).getFirst().tickets().size());
    }

    private static List<Ticket> stored(UUID orderId) {
        return QuarkusTransaction.requiringNew().call(() -> Ticket.list("orderId", orderId));
    }
}
