package io.turnstile.ticket;

import static org.awaitility.Awaitility.await;

import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.contracts.event.ProductFunction;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Plays order-service and venue-service: says what they say, and waits until it had its effect. */
@Singleton
public class Neighbours {
    public static final ProductFunction BUS = new ProductFunction("bus", "Harbour bus", 2);
    public static final ProductFunction FERRY = new ProductFunction("ferry", "Island ferry", 1);

    private final DataSource dataSource;

    Neighbours(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static String someBuyer() {
        return "buyer-" + UUID.randomUUID();
    }

    public static TicketLine line(int quantity) {
        return new TicketLine(101, "Island day package", quantity, 30, null, List.of(BUS, FERRY));
    }

    public static OrderPaid paid(String buyer, TicketLine... lines) {
        return new OrderPaid(
                UUID.randomUUID(),
                buyer,
                UUID.randomUUID(),
                Arrays.asList(lines),
                new Money(29_800, "HKD"),
                false,
                Instant.now());
    }

    public static TicketRedeemed redeemed(String ticketCode, ProductFunction function, int remaining) {
        return new TicketRedeemed(
                UUID.randomUUID(),
                ticketCode,
                UUID.randomUUID(),
                101,
                function.functionCode(),
                "alice",
                1,
                "north-pier",
                "gate-1",
                UUID.randomUUID().toString(),
                remaining,
                function.quantity(),
                Instant.now());
    }

    /** Delivers an event and waits until it, and so every earlier one with its key, was received. */
    public void tell(Event event) {
        var id = TestStreams.publish(event);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> hasReceived(id));
    }

    /** Pays an order of {@code quantity} tickets and returns what was issued for it. */
    public TicketsIssued buy(String buyer, int quantity) {
        var paid = paid(buyer, line(quantity));
        tell(paid);
        return issuedFor(paid.orderId()).getFirst();
    }

    public String buyOne(String buyer) {
        return buy(buyer, 1).tickets().getFirst().ticketCode();
    }

    public List<TicketsIssued> issuedFor(UUID orderId) {
        return OutboxRows.of(dataSource).events(TicketsIssued.class).stream()
                .filter(issued -> issued.orderId().equals(orderId))
                .toList();
    }

    private boolean hasReceived(UUID eventId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("SELECT 1 FROM inbox WHERE event_id = ?")) {
            select.setObject(1, eventId);
            return select.executeQuery().next();
        }
    }
}
