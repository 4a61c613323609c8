package io.turnstile.acceptance.faults.checks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.OrderBooks.Line;
import io.turnstile.acceptance.faults.books.OrderBooks.Order;
import io.turnstile.acceptance.faults.books.TicketBooks.Entitlement;
import io.turnstile.acceptance.faults.books.TicketBooks.Ticket;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who has paid has tickets, nobody else has, and everybody who needs to know them does. */
final class Tickets {
    private Tickets() {}

    static Stream<String> ofPaidOrders(Facts facts) {
        var orders = Compare.by(facts.orders().orders(), Order::id);
        var bought = Compare.sum(
                facts.orders().lines().stream()
                        .filter(line -> orders.get(line.orderId()).isPaid()),
                line -> "order %s of %s, product %d"
                        .formatted(line.orderId(), orders.get(line.orderId()).buyer(), line.product()),
                Line::quantity);
        var issued = Compare.count(facts.tickets().tickets().stream(), ticket -> "order %s of %s, product %d"
                .formatted(ticket.orderId(), ticket.buyer(), ticket.product()));
        return Compare.differences("tickets", bought, issued);
    }

    static Stream<String> usesAsBought(Facts facts) {
        var bought = Compare.by(facts.orders().lines(), line -> line.orderId() + "/" + line.product());
        var atTheBuyer = uses(facts.tickets().entitlements());
        var atTheGate = uses(facts.venue().entitlements());
        return facts.tickets().tickets().stream()
                .filter(ticket -> bought.containsKey(ticket.orderId() + "/" + ticket.product()))
                .flatMap(ticket -> {
                    var uses = bought.get(ticket.orderId() + "/" + ticket.product())
                            .uses();
                    return Stream.of(atTheBuyer.get(ticket.code()), atTheGate.get(ticket.code()))
                            .filter(found -> !uses.equals(found))
                            .map(found -> "ticket %s: %s bought, %s found".formatted(ticket.code(), uses, found));
                });
    }

    /** By ticket, written as the lines of an order do. */
    private static Map<String, String> uses(List<Entitlement> entitlements) {
        return entitlements.stream()
                .collect(groupingBy(
                        Entitlement::ticket,
                        mapping(
                                entitlement -> entitlement.function() + "=" + entitlement.total(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        uses -> uses.stream().sorted().collect(joining(","))))));
    }

    static Stream<String> arrivedEverywhere(Facts facts) {
        var issued = Compare.count(facts.tickets().tickets().stream(), Ticket::code);
        return Stream.concat(
                Compare.differences(
                        "ticket at venue-service", issued, Compare.count(facts.venue().tickets().stream(), own())),
                Compare.differences(
                        "ticket in the report", issued, Compare.count(facts.report().tickets().stream(), own())));
    }

    private static Function<String, String> own() {
        return Function.identity();
    }
}
