package io.turnstile.acceptance.faults.checks;

import static io.turnstile.acceptance.faults.checks.Property.*;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.turnstile.acceptance.faults.books.CatalogBooks;
import io.turnstile.acceptance.faults.books.OrderBooks;
import io.turnstile.acceptance.faults.books.PaymentBooks;
import io.turnstile.acceptance.faults.books.StreamBooks.Told;
import io.turnstile.acceptance.faults.books.TicketBooks;
import io.turnstile.acceptance.faults.books.TicketBooks.Entitlement;
import io.turnstile.acceptance.faults.checks.Property.Violation;
import io.turnstile.acceptance.faults.load.Answer.Admitted;
import io.turnstile.acceptance.faults.load.Answer.Cancelled;
import io.turnstile.acceptance.faults.load.Answer.Ordered;
import io.turnstile.acceptance.faults.load.Answer.PaymentTaken;
import io.turnstile.acceptance.faults.load.Answer.Refused;
import io.turnstile.acceptance.faults.load.Answer.TicketsPromised;
import io.turnstile.acceptance.faults.load.Answer.TicketsShown;
import io.turnstile.acceptance.faults.load.Answer.Unexpected;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that cannot fail proves nothing: each property is broken on purpose, and exactly that is found. */
class CheckerTest {
    /** @param found what must be found; the first is the property that is meant */
    record Break(String what, List<Property> found, Consumer<World> breaking) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Break that(String what, Property property, Consumer<World> breaking) {
        return new Break(what, List.of(property), breaking);
    }

    static Stream<Break> breaks() {
        return Stream.of(answers(), stockAndMoney(), ticketsAndUses(), events(), report())
                .flatMap(breaks -> breaks);
    }

    private static Stream<Break> answers() {
        return Stream.of(
                that(
                        "an order told is lost",
                        ORDERS_TOLD_EXIST,
                        world -> world.answers.add(new Ordered("lost", "mia", "key-2", 1, 1, 100))),
                that(
                        "a key makes a second order",
                        ORDERS_TOLD_EXIST,
                        world -> world.answers.add(new Ordered("pending", "mia", "key-1", 1, 1, 100))),
                that(
                        "an order has another amount",
                        ORDERS_TOLD_EXIST,
                        world -> world.answers.add(new Ordered("pending", "mia", "key-3", 1, 1, 99))),
                that(
                        "a cancellation is forgotten",
                        CANCELLATIONS_TOLD_STAND,
                        world -> world.answers.add(new Cancelled("pending"))),
                that(
                        "a payment told is lost",
                        PAYMENTS_TOLD_ARE_STORED,
                        world -> world.answers.add(new PaymentTaken("txn-9", "paid", 200))),
                that(
                        "a payment is stored as failed",
                        PAYMENTS_TOLD_ARE_STORED,
                        world -> world.answers.add(new PaymentTaken("txn-4", "pending", 100))),
                that(
                        "a promised ticket is missing",
                        TICKETS_TOLD_EXIST,
                        world -> world.answers.add(new TicketsPromised("paid", 3))),
                that(
                        "a ticket shown is gone",
                        TICKETS_TOLD_EXIST,
                        world -> world.answers.add(new TicketsShown("paid", "mia", List.of("t1", "t9")))),
                that(
                        "an admission is lost",
                        SCANS_TOLD_ARE_STORED,
                        world -> world.answers.add(new Admitted("gate-1", "scan-9", "t2", "ferry", 1))),
                that(
                        "a refusal is stored otherwise",
                        SCANS_TOLD_ARE_STORED,
                        world -> world.answers.add(new Refused("gate-1", "scan-2", "NO_REMAINING"))),
                that(
                        "a scan gets two verdicts",
                        ONE_VERDICT_PER_SCAN,
                        world -> world.answers.add(new Admitted("gate-1", "scan-1", "t1", "ferry", 0))),
                that(
                        "a buyer is told of no such order",
                        NO_UNEXPECTED_ANSWER,
                        world -> world.answers.add(new Unexpected("GET /orders/1", 404, "{}"))));
    }

    private static Stream<Break> stockAndMoney() {
        return Stream.of(
                that(
                        "more is sold than there is",
                        NEVER_OVERSOLD,
                        world -> world.stock.set(0, new OrderBooks.Stock(1, 10, 2, 1, 2))),
                that(
                        "a reservation is never given back",
                        RESERVED_IS_PENDING,
                        world -> world.stock.set(0, new OrderBooks.Stock(1, 10, 10, 2, 2))),
                that(
                        "a sale is counted twice",
                        SOLD_IS_PAID,
                        world -> world.stock.set(0, new OrderBooks.Stock(1, 10, 10, 1, 4))),
                that(
                        "the catalog missed an event",
                        AVAILABILITY_AGREES,
                        world -> world.products.set(0, new CatalogBooks.Product(1, 10, 2))),
                that(
                        "a paid order has no payment",
                        PAID_ONCE,
                        world -> world.orderPayments.set(0, new OrderBooks.Payment("p1", "paid", "REFUND_DUE"))),
                that(
                        "an order is paid twice",
                        PAID_ONCE,
                        world -> world.orderPayments.set(1, new OrderBooks.Payment("p2", "paid", "APPLIED"))),
                that(
                        "a payment never reached its order",
                        EVERY_PAYMENT_ARRIVED,
                        world -> world.orderPayments.remove(1)),
                that(
                        "payment-service counts a ticket too many",
                        PAYMENT_KNOWS_ORDERS,
                        world -> world.knownOrders.set(0, new PaymentBooks.KnownOrder("paid", 200, 3))),
                that(
                        "payment-service never heard of an order",
                        PAYMENT_KNOWS_ORDERS,
                        world -> world.knownOrders.remove(1)));
    }

    private static Stream<Break> ticketsAndUses() {
        return Stream.of(
                that(
                        "a ticket is of another product",
                        TICKETS_OF_PAID_ORDERS,
                        world -> world.tickets.set(1, new TicketBooks.Ticket("t2", "paid", "mia", 2))),
                new Break(
                        "an unpaid order has a ticket",
                        List.of(TICKETS_OF_PAID_ORDERS, TICKETS_TOLD_EXIST, PAYMENT_KNOWS_ORDERS),
                        world -> world.tickets.set(1, new TicketBooks.Ticket("t2", "pending", "mia", 1))),
                that(
                        "a ticket has a use too many",
                        USES_AS_BOUGHT,
                        world -> world.buyersUses.set(0, new Entitlement("t1", "bus", 2, 1))),
                that("a ticket did not reach the gates", TICKETS_ARRIVED, world -> world.venueTickets.removeFirst()),
                that("a ticket did not reach the report", TICKETS_ARRIVED, world -> world.reportTickets.removeFirst()),
                new Break(
                        "a use is spent by nobody",
                        List.of(USES_ARE_REDEMPTIONS, BUYER_SEES_USES),
                        world -> world.gatesUses.set(3, new Entitlement("t2", "ferry", 2, 1))),
                that("an admission spent nothing", USES_ARE_REDEMPTIONS, world -> world.redemptions.removeLast()),
                that("one QR is redeemed twice", REDEEMED_ONCE_PER_QR, world -> {
                    world.attempts.set(1, World.attempt(2, "jti-1", "t1", "ferry", null));
                }),
                that(
                        "the buyer sees a use that is spent",
                        BUYER_SEES_USES,
                        world -> world.buyersUses.set(1, new Entitlement("t1", "ferry", 2, 1))));
    }

    private static Stream<Break> events() {
        return Stream.of(
                new Break(
                        "an order is never told of",
                        List.of(EVENTS_TELL_THE_STATE, OUTBOX_REACHED_KAFKA),
                        world -> world.outbox.removeFirst()),
                new Break(
                        "tickets are told of twice",
                        List.of(EVENTS_TELL_THE_STATE, OUTBOX_REACHED_KAFKA),
                        world -> world.outbox.add(World.sent("tickets", "TicketsIssued", "paid"))),
                new Break(
                        "an order that ended has no end",
                        List.of(EVENTS_TELL_THE_STATE, OUTBOX_REACHED_KAFKA),
                        world -> world.outbox.removeIf(row -> row.event().equals("OrderExpired")
                                && row.subject().equals("late"))),
                that(
                        "an event is lost on its way",
                        OUTBOX_REACHED_KAFKA,
                        world -> world.records.removeIf(record -> record.type().contains("TicketsIssued"))),
                that("an event is changed on its way", OUTBOX_REACHED_KAFKA, world -> {
                    var record = world.records.get(1);
                    world.records.set(1, new Told(record.topic(), record.key(), record.id(), record.type(), "other"));
                }),
                that("a consumer skipped an event", EVENTS_HAD_THEIR_EFFECT, world -> world.inbox("venue-service")
                        .clear()),
                that(
                        "a good event is among the dead",
                        ONLY_POISON_IS_DEAD,
                        world -> world.deadLetters.add(world.records.getFirst())),
                that("poison vanished", ONLY_POISON_IS_DEAD, world -> world.deadLetters.clear()));
    }

    private static Stream<Break> report() {
        return Stream.of(
                that("the report names another operator", REPORT_HAS_EVERY_SCAN, world -> {
                    var scan = world.reported.removeFirst();
                    world.reported.add(new io.turnstile.acceptance.faults.books.VenueBooks.Attempt(
                            scan.id(),
                            "gate-2",
                            null,
                            null,
                            scan.ticket(),
                            scan.function(),
                            scan.venue(),
                            scan.venueId(),
                            scan.reason(),
                            scan.at()));
                }),
                new Break(
                        "a scan is missing in the report",
                        List.of(REPORT_HAS_EVERY_SCAN, REPORT_COUNTS_AGREE),
                        world -> world.reported.removeFirst()),
                that(
                        "a scan counts twice",
                        REPORT_COUNTS_AGREE,
                        world -> world.reported.add(world.reported.getFirst())));
    }

    @Test
    void an_honest_world_has_no_violations() {
        assertEquals(List.of(), Property.violationsIn(new World().facts()));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void what_is_broken_is_found_and_nothing_else(Break broken) {
        var world = new World();
        broken.breaking().accept(world);
        var found = Property.violationsIn(world.facts()).stream()
                .map(Violation::property)
                .collect(toSet());
        assertEquals(Set.copyOf(broken.found()), found);
    }

    @Test
    void every_property_is_broken_by_something() {
        assertEquals(
                EnumSet.allOf(Property.class),
                breaks().map(broken -> broken.found().getFirst()).collect(toSet()));
    }
}
