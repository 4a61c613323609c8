package io.turnstile.acceptance.faults.checks;

import static io.turnstile.acceptance.faults.checks.Breaks.that;
import static io.turnstile.acceptance.faults.checks.Property.*;

import io.turnstile.acceptance.faults.books.CatalogBooks;
import io.turnstile.acceptance.faults.books.OrderBooks;
import io.turnstile.acceptance.faults.books.PaymentBooks;
import io.turnstile.acceptance.faults.books.TicketBooks;
import io.turnstile.acceptance.faults.books.TicketBooks.Entitlement;
import io.turnstile.acceptance.faults.checks.Breaks.Break;
import java.util.List;
import java.util.stream.Stream;

/** What the services hold of stock, money, tickets and uses does not fit together. */
final class BrokenBooks {
    private BrokenBooks() {}

    static Stream<Break> stockAndMoney() {
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
                        "the catalog holds for an order that is paid",
                        AVAILABILITY_AGREES,
                        world -> world.holds.set(0, new CatalogBooks.Hold("paid", 1, 2, "RESERVED"))),
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

    static Stream<Break> ticketsAndUses() {
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
}
