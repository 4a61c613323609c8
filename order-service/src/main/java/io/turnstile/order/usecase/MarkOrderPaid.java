package io.turnstile.order.usecase;

import io.micrometer.core.instrument.MeterRegistry;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderPayment;
import io.turnstile.order.model.OrderPayment.Outcome;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Applies a payment to its order. Paid in time: the reserved stock is sold. Paid late: the stock is taken again if it is
 * still there. Else, and for every further payment of a paid order, the money is due back; no payment is ever dropped.
 */
@ApplicationScoped
public class MarkOrderPaid {
    private static final Logger LOG = Logger.getLogger(MarkOrderPaid.class);

    private final Orders orders;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry metrics;

    MarkOrderPaid(Orders orders, Stock stock, Outbox outbox, Clock clock, MeterRegistry metrics) {
        this.orders = orders;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @throws IllegalArgumentException where the order does not exist: payment-service only takes what it knows from us */
    @Transactional
    public void on(PaymentSucceeded payment) {
        var order = orders.lock(payment.orderId())
                .orElseThrow(() -> new IllegalArgumentException("there is no order " + payment.orderId()));
        var outcome = apply(payment, order);
        if (outcome == Outcome.REFUND_DUE) {
            LOG.warnf("payment %s of order %s is due back", payment.paymentId(), order.orderId);
            metrics.counter("turnstile.refunds.due").increment();
        }
        record(payment, outcome);
    }

    private Outcome apply(PaymentSucceeded payment, Order order) {
        return switch (order.status) {
            case PENDING_PAYMENT -> {
                pay(payment, order, false);
                stock.sellReserved(order.lines);
                yield Outcome.APPLIED;
            }
            case EXPIRED, CANCELLED -> {
                if (!stock.sellReleased(order.lines)) {
                    order.markRefundDue();
                    yield Outcome.REFUND_DUE;
                }
                pay(payment, order, true);
                yield Outcome.APPLIED;
            }
            case PAID, REFUND_DUE -> Outcome.REFUND_DUE;
        };
    }

    private void pay(PaymentSucceeded payment, Order order, boolean stockRetaken) {
        order.markPaid(clock.instant());
        outbox.append(OrderEventsOf.paid(order, payment.paymentId(), stockRetaken));
    }

    private void record(PaymentSucceeded payment, Outcome outcome) {
        var row = new OrderPayment();
        row.paymentId = payment.paymentId();
        row.orderId = payment.orderId();
        row.gateway = payment.gateway();
        row.gatewayTxnId = payment.gatewayTxnId();
        row.amount = payment.amount().amount();
        row.currency = payment.amount().currency();
        row.outcome = outcome;
        row.paidAt = payment.paidAt();
        row.handledAt = clock.instant();
        row.persist();
    }
}
