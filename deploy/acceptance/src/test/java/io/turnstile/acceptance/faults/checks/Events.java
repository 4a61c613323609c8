package io.turnstile.acceptance.faults.checks;

import static java.util.stream.Collectors.toSet;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.OrderBooks.Order;
import io.turnstile.acceptance.faults.books.StreamBooks.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened was told once, carried at least once, and taken by everybody whom it concerns. */
final class Events {
    /** Who listens to which stream. */
    static final Map<String, List<String>> LISTENERS = Map.of(
            "turnstile.products", List.of("order-service"),
            "turnstile.orders", List.of("catalog-service", "payment-service", "ticket-service"),
            "turnstile.payments", List.of("order-service"),
            "turnstile.tickets", List.of("payment-service", "venue-service", "reporting-service"),
            "turnstile.redemptions", List.of("ticket-service", "reporting-service"));

    private static final List<String> ENDS = List.of("OrderExpired", "OrderCancelled");

    private Events() {}

    static Stream<String> tellTheState(Facts facts) {
        var expected = new HashMap<String, Long>();
        facts.orders().orders().forEach(order -> {
            expected.put("OrderCreated " + order.id(), 1L);
            ending(order).ifPresent(event -> expected.put(event + " " + order.id(), 1L));
        });
        facts.payments().payments().stream()
                .filter(payment -> payment.succeeded())
                .forEach(payment -> expected.put("PaymentSucceeded " + payment.id(), 1L));
        facts.tickets().issuances().forEach(order -> expected.put("TicketsIssued " + order, 1L));
        facts.venue()
                .attempts()
                .forEach(attempt ->
                        expected.put((attempt.succeeded() ? "TicketRedeemed " : "ScanRejected ") + attempt.id(), 1L));
        var told = Compare.count(
                facts.mail().values().stream()
                        .flatMap(mail -> mail.outbox().stream())
                        .filter(sent -> !sent.event().equals("ProductPublished")),
                sent -> sent.event() + " " + sent.subject());
        return Stream.concat(
                Compare.differences("event", expected, withoutEarlierEnds(told, facts)),
                endsOfLatePayments(told, facts));
    }

    /** The event that brought an order where it is. */
    private static Optional<String> ending(Order order) {
        return switch (order.status()) {
            case "PAID" -> Optional.of("OrderPaid");
            case "EXPIRED" -> Optional.of("OrderExpired");
            case "CANCELLED" -> Optional.of("OrderCancelled");
            default -> Optional.empty();
        };
    }

    /** An order that was paid too late ended before, in one of two ways. */
    private static Map<String, Long> withoutEarlierEnds(Map<String, Long> told, Facts facts) {
        var left = new HashMap<>(told);
        facts.orders().orders().stream()
                .filter(Events::isPaidLate)
                .forEach(order -> ENDS.forEach(end -> left.remove(end + " " + order.id())));
        return left;
    }

    private static Stream<String> endsOfLatePayments(Map<String, Long> told, Facts facts) {
        return facts.orders().orders().stream()
                .filter(Events::isPaidLate)
                .filter(order -> {
                    var ends = ENDS.stream()
                            .mapToLong(end -> told.getOrDefault(end + " " + order.id(), 0L))
                            .sum();
                    return ends > 1 || ends == 0 && !order.isPaid();
                })
                .map(order -> "not exactly one end before the payment of " + order);
    }

    /** Or may have been: a PAID order was paid in time, or after it had ended. */
    private static boolean isPaidLate(Order order) {
        return order.isPaid() || order.status().equals("REFUND_DUE");
    }

    static Stream<String> reachedKafka(Facts facts) {
        var sent = facts.mail().values().stream()
                .flatMap(mail -> mail.outbox().stream())
                .map(row -> new Told(row.topic(), null, row.id(), row.type(), row.digest()))
                .collect(toSet());
        var carried = facts.streams().records().stream()
                .filter(record -> !record.isPoison())
                .map(record -> new Told(record.topic(), null, record.id(), record.type(), record.digest()))
                .collect(toSet());
        return Stream.concat(
                sent.stream().filter(row -> !carried.contains(row)).map(row -> "not in Kafka: " + row),
                carried.stream().filter(record -> !sent.contains(record)).map(record -> "in no outbox: " + record));
    }

    static Stream<String> hadTheirEffect(Facts facts) {
        var mail = facts.mail();
        return LISTENERS.entrySet().stream().flatMap(stream -> {
            var events = facts.streams().records().stream()
                    .filter(record -> record.topic().equals(stream.getKey()) && !record.isPoison())
                    .collect(toSet());
            return stream.getValue().stream().flatMap(service -> events.stream()
                    .filter(event -> !mail.get(service).inbox().contains(event.id()))
                    .map(event -> service + " has not taken " + event));
        });
    }

    static Stream<String> dead(Facts facts) {
        var good = facts.streams().deadLetters().stream()
                .filter(letter -> !letter.isPoison())
                .map(letter -> "no poison, but dead: " + letter);
        var dead = Compare.count(facts.streams().deadLetters().stream().filter(Told::isPoison), Told::key);
        var lacking = facts.streams().records().stream()
                .filter(Told::isPoison)
                .filter(poison -> dead.getOrDefault(poison.key(), 0L)
                        < LISTENERS.get(poison.topic()).size())
                .map(poison -> "%d dead letters of %s".formatted(dead.getOrDefault(poison.key(), 0L), poison));
        return Stream.concat(good, lacking);
    }
}
