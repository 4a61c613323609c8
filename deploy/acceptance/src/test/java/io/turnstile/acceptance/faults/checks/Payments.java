package io.turnstile.acceptance.faults.checks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.OrderBooks.Order;
import io.turnstile.acceptance.faults.books.OrderBooks.Payment;
import io.turnstile.acceptance.faults.books.PaymentBooks.KnownOrder;
import io.turnstile.acceptance.faults.books.TicketBooks.Ticket;
import java.util.List;
import java.util.stream.Stream;

/** No money is forgotten, and none is taken twice for one order. */
final class Payments {
    private Payments() {}

    static Stream<String> paidOnce(Facts facts) {
        var ofOrder = facts.orders().payments().stream().collect(groupingBy(Payment::orderId));
        return facts.orders().orders().stream()
                .filter(order -> {
                    var applied = ofOrder.getOrDefault(order.id(), List.of()).stream()
                            .filter(payment -> payment.outcome().equals("APPLIED"))
                            .count();
                    var payments = ofOrder.getOrDefault(order.id(), List.of()).size();
                    return applied != (order.isPaid() ? 1 : 0)
                            || order.status().equals("REFUND_DUE") != (payments > 0 && applied == 0);
                })
                .map(order -> order + " has the payments " + ofOrder.get(order.id()));
    }

    static Stream<String> everyPaymentArrived(Facts facts) {
        return Compare.differences(
                "payment",
                Compare.count(
                        facts.payments().payments().stream().filter(payment -> payment.succeeded()),
                        payment -> payment.id() + " of order " + payment.orderId()),
                Compare.count(
                        facts.orders().payments().stream(),
                        payment -> payment.id() + " of order " + payment.orderId()));
    }

    static Stream<String> ordersAreKnown(Facts facts) {
        var tickets = Compare.count(facts.tickets().tickets().stream(), Ticket::orderId);
        var expected = facts.orders().orders().stream()
                .collect(toMap(
                        Order::id,
                        order -> new KnownOrder(
                                order.id(),
                                order.total(),
                                tickets.getOrDefault(order.id(), 0L).intValue())));
        return Compare.unequal("order", expected, Compare.by(facts.payments().orders(), KnownOrder::orderId));
    }
}
