package io.turnstile.payment;

import static org.awaitility.Awaitility.await;

import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.PricedLine;
import io.turnstile.contracts.event.TicketEvents.IssuedEntitlement;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.payment.model.KnownOrderRepository;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** order-service and ticket-service, as far as payment-service hears of them. */
@Singleton
class OtherServices {
    static final long AMOUNT = 39_800;
    static final String CURRENCY = "HKD";

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final KnownOrderRepository orders;

    OtherServices(KnownOrderRepository orders) {
        this.orders = orders;
    }

    /** Places an order of {@link #AMOUNT} and waits until it is known here. */
    UUID placeOrder() {
        var orderId = UUID.randomUUID();
        TestStreams.publish(orderCreated(orderId));
        await().until(() -> orders.find(orderId).isPresent());
        return orderId;
    }

    /** Places an order that has its tickets already. */
    UUID placePaidOrder(int tickets) {
        var orderId = placeOrder();
        TestStreams.publish(ticketsIssued(orderId, tickets));
        await().until(() -> orders.find(orderId).orElseThrow().ticketsIssued().isPresent());
        return orderId;
    }

    static OrderCreated orderCreated(UUID orderId) {
        var lines = List.of(new PricedLine(101, "Island day", 2, AMOUNT / 2));
        return new OrderCreated(
                orderId, "mia", null, lines, new Money(AMOUNT, CURRENCY), NOW, NOW.plus(Duration.ofMinutes(15)));
    }

    static TicketsIssued ticketsIssued(UUID orderId, int count) {
        var tickets = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new IssuedTicket(
                        "0000-0000-0000-000" + number,
                        101,
                        "Island day",
                        NOW,
                        NOW.plus(Duration.ofDays(7)),
                        List.of(new IssuedEntitlement("ferry", "Ferry", 2))))
                .toList();
        return new TicketsIssued(orderId, "mia", tickets, NOW);
    }
}
