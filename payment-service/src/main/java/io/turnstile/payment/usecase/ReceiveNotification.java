package io.turnstile.payment.usecase;

import io.turnstile.contracts.inbox.Arrivals;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.payment.model.KnownOrder;
import io.turnstile.payment.model.KnownOrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes a gateway's notification from its arrival to its answer. Not a transaction itself: it waits, and what waits
 * must hold neither a lock nor a connection.
 */
@ApplicationScoped
public class ReceiveNotification {
    private final KnownOrderRepository orders;
    private final RecordPayment recordPayment;
    private final Arrivals arrivals;
    private final Duration longestWait;

    ReceiveNotification(
            KnownOrderRepository orders,
            RecordPayment recordPayment,
            Arrivals arrivals,
            @ConfigProperty(name = "turnstile.payment.issuance-wait") Duration longestWait) {
        this.orders = orders;
        this.recordPayment = recordPayment;
        this.arrivals = arrivals;
        this.longestWait = longestWait;
    }

    /**
     * @throws ProblemException ORDER_NOT_FOUND, PAYMENT_CONFLICT or PAYMENT_MISMATCH; the latter two are kept for audit
     */
    public Standing receive(Notification notification) {
        var end = System.nanoTime() + longestWait.toNanos();
        var orderId = notification.transaction().orderId();
        var key = orderId.toString();
        // The buyer may have paid before the order's event got here.
        var order = arrivals.await(key, end, () -> orders.find(orderId))
                .orElseThrow(() -> new ProblemException(ProblemCode.ORDER_NOT_FOUND, "no such order, or not yet"));
        recordPayment.record(order, notification).ifPresent(refusal -> {
            throw new ProblemException(refusal.code(), refusal.detail());
        });
        return switch (notification.outcome()) {
            case SUCCESS -> arrivals.await(key, end, () -> paid(orderId)).orElseGet(Standing.Pending::new);
            case FAILED -> paid(orderId).orElseGet(Standing.PendingPayment::new);
        };
    }

    private Optional<Standing> paid(UUID orderId) {
        var tickets = orders.find(orderId).map(KnownOrder::ticketsIssued).orElseThrow();
        return tickets.isPresent() ? Optional.of(new Standing.Paid(tickets.getAsInt())) : Optional.empty();
    }
}
