package io.turnstile.acceptance.faults.checks;

import io.turnstile.acceptance.faults.books.CatalogBooks;
import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.Mail;
import io.turnstile.acceptance.faults.books.Mail.Sent;
import io.turnstile.acceptance.faults.books.OrderBooks;
import io.turnstile.acceptance.faults.books.PaymentBooks;
import io.turnstile.acceptance.faults.books.ReportBooks;
import io.turnstile.acceptance.faults.books.StreamBooks;
import io.turnstile.acceptance.faults.books.StreamBooks.Told;
import io.turnstile.acceptance.faults.books.TicketBooks;
import io.turnstile.acceptance.faults.books.TicketBooks.Entitlement;
import io.turnstile.acceptance.faults.books.VenueBooks;
import io.turnstile.acceptance.faults.books.VenueBooks.Attempt;
import io.turnstile.acceptance.faults.books.VenueBooks.Redemption;
import io.turnstile.acceptance.faults.load.Answer;
import io.turnstile.acceptance.faults.load.Answer.Admitted;
import io.turnstile.acceptance.faults.load.Answer.Cancelled;
import io.turnstile.acceptance.faults.load.Answer.Ordered;
import io.turnstile.acceptance.faults.load.Answer.PaymentTaken;
import io.turnstile.acceptance.faults.load.Answer.Refused;
import io.turnstile.acceptance.faults.load.Answer.TicketsPromised;
import io.turnstile.acceptance.faults.load.Answer.TicketsShown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A small world in which everything is as promised, and which can be broken: one product, one order of each kind, two
 * tickets, three admissions and a refusal, one poison record.
 */
final class World {
    static final long PRODUCT = 1;
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BUYER = "mia";

    final List<Answer> answers = new ArrayList<>(List.of(
            new Ordered("paid", BUYER, "key-1", PRODUCT, 2, 200),
            new Ordered("paid", BUYER, "key-1", PRODUCT, 2, 200),
            new Cancelled("cancelled"),
            new PaymentTaken("txn-1", "paid", 200),
            new TicketsPromised("paid", 2),
            new TicketsShown("paid", BUYER, List.of("t1", "t2")),
            new Admitted("gate-1", "scan-1", "t1", "ferry", 1),
            new Refused("gate-1", "scan-4", "NO_REMAINING")));
    final List<OrderBooks.Order> orders = new ArrayList<>(List.of(
            new OrderBooks.Order("paid", BUYER, "PAID", 200),
            new OrderBooks.Order("pending", BUYER, "PENDING_PAYMENT", 100),
            new OrderBooks.Order("expired", BUYER, "EXPIRED", 100),
            new OrderBooks.Order("cancelled", BUYER, "CANCELLED", 100),
            new OrderBooks.Order("late", BUYER, "REFUND_DUE", 100)));
    final List<OrderBooks.Line> lines = new ArrayList<>(orders.stream()
            .map(order -> new OrderBooks.Line(order.id(), PRODUCT, (int) order.total() / 100, "bus=1,ferry=2"))
            .toList());
    final List<OrderBooks.Stock> stock = new ArrayList<>(List.of(new OrderBooks.Stock(PRODUCT, 10, 10, 1, 2)));
    final List<OrderBooks.Payment> orderPayments = new ArrayList<>(List.of(
            new OrderBooks.Payment("p1", "paid", "APPLIED"),
            new OrderBooks.Payment("p2", "paid", "REFUND_DUE"),
            new OrderBooks.Payment("p3", "late", "REFUND_DUE")));
    final List<PaymentBooks.Payment> payments = new ArrayList<>(List.of(
            new PaymentBooks.Payment("p1", "txn-1", "paid", 200, true),
            new PaymentBooks.Payment("p2", "txn-2", "paid", 200, true),
            new PaymentBooks.Payment("p3", "txn-3", "late", 100, true),
            new PaymentBooks.Payment("p4", "txn-4", "pending", 100, false)));
    final List<PaymentBooks.KnownOrder> knownOrders = new ArrayList<>(orders.stream()
            .map(order -> new PaymentBooks.KnownOrder(order.id(), order.total(), order.isPaid() ? 2 : 0))
            .toList());
    final List<TicketBooks.Ticket> tickets = new ArrayList<>(List.of(
            new TicketBooks.Ticket("t1", "paid", BUYER, PRODUCT),
            new TicketBooks.Ticket("t2", "paid", BUYER, PRODUCT)));
    final List<Entitlement> buyersUses = new ArrayList<>(List.of(
            new Entitlement("t1", "bus", 1, 1),
            new Entitlement("t1", "ferry", 2, 0),
            new Entitlement("t2", "bus", 1, 0),
            new Entitlement("t2", "ferry", 2, 2)));
    final List<Entitlement> gatesUses = new ArrayList<>(buyersUses);
    final List<Attempt> attempts = new ArrayList<>(List.of(
            attempt(1, "jti-1", "t1", "ferry", null),
            attempt(2, "jti-2", "t1", "ferry", null),
            attempt(3, "jti-3", "t2", "bus", null),
            attempt(4, "jti-4", "t1", "ferry", "NO_REMAINING")));
    final List<Redemption> redemptions = new ArrayList<>(attempts.stream()
            .filter(Attempt::succeeded)
            .map(scan -> new Redemption(scan.jti(), scan.function(), scan.ticket(), scan.id()))
            .toList());
    final List<String> venueTickets = new ArrayList<>(List.of("t1", "t2"));
    final List<String> reportTickets = new ArrayList<>(venueTickets);
    final List<Attempt> reported = new ArrayList<>(attempts);
    final List<CatalogBooks.Product> products = new ArrayList<>(List.of(new CatalogBooks.Product(PRODUCT, 10, 3)));
    final List<CatalogBooks.Hold> holds = new ArrayList<>(List.of(
            new CatalogBooks.Hold("paid", PRODUCT, 2, "SOLD"),
            new CatalogBooks.Hold("pending", PRODUCT, 1, "RESERVED"),
            new CatalogBooks.Hold("expired", PRODUCT, 1, "RELEASED"),
            new CatalogBooks.Hold("cancelled", PRODUCT, 1, "RELEASED"),
            new CatalogBooks.Hold("late", PRODUCT, 1, "RELEASED")));
    final List<Sent> outbox = new ArrayList<>(Stream.of(
                    orders.stream().map(order -> sent("orders", "OrderCreated", order.id())),
                    Stream.of(
                            sent("orders", "OrderPaid", "paid"),
                            sent("orders", "OrderExpired", "expired"),
                            sent("orders", "OrderCancelled", "cancelled"),
                            sent("orders", "OrderExpired", "late"),
                            sent("tickets", "TicketsIssued", "paid"),
                            sent("products", "ProductPublished", "1")),
                    Stream.of("p1", "p2", "p3").map(payment -> sent("payments", "PaymentSucceeded", payment)),
                    attempts.stream()
                            .map(scan -> sent(
                                    "redemptions", scan.succeeded() ? "TicketRedeemed" : "ScanRejected", scan.id())))
            .flatMap(events -> events)
            .toList());
    final List<Told> records = new ArrayList<>(outbox.stream()
            .map(row -> new Told(row.topic(), row.subject(), row.id(), row.type(), row.digest()))
            .toList());
    final List<Told> deadLetters = new ArrayList<>();
    final Map<String, Set<UUID>> inboxes = new HashMap<>();

    World() {
        Events.LISTENERS.forEach((topic, services) -> services.forEach(service -> records.stream()
                .filter(record -> record.topic().equals(topic))
                .forEach(record -> inbox(service).add(record.id()))));
        var poison = new Told("turnstile.payments", "poison-1", UUID.randomUUID(), "turnstile.X.v1", "");
        records.add(poison);
        deadLetters.add(poison);
        // Delivered twice, which is no violation.
        records.add(records.getFirst());
    }

    Set<UUID> inbox(String service) {
        return inboxes.computeIfAbsent(service, _ -> new HashSet<>());
    }

    static Attempt attempt(int number, String jti, String ticket, String function, String reason) {
        var scan = "scan-" + number;
        return new Attempt(scan, "gate-1", scan, jti, ticket, function, "pier", 7, reason, NOON.plusSeconds(number));
    }

    static Sent sent(String stream, String event, String subject) {
        return new Sent(
                UUID.randomUUID(), "turnstile." + stream, "turnstile.%s.v1".formatted(event), subject, subject + event);
    }

    Facts facts() {
        return new Facts(
                answers,
                new OrderBooks(orders, lines, stock, orderPayments, mail("order-service", "turnstile.orders")),
                new PaymentBooks(payments, knownOrders, mail("payment-service", "turnstile.payments")),
                new TicketBooks(List.of("paid"), tickets, buyersUses, mail("ticket-service", "turnstile.tickets")),
                new VenueBooks(
                        venueTickets, gatesUses, attempts, redemptions, mail("venue-service", "turnstile.redemptions")),
                new ReportBooks(reported, reportTickets, mail("reporting-service", "none")),
                new CatalogBooks(products, holds, mail("catalog-service", "turnstile.products")),
                new StreamBooks(records, deadLetters));
    }

    private Mail mail(String service, String topic) {
        return new Mail(outbox.stream().filter(row -> row.topic().equals(topic)).toList(), inbox(service));
    }
}
