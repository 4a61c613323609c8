package io.turnstile.order.usecase;

import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderPayment;
import io.turnstile.order.model.OrderPayment.Outcome;
import io.turnstile.order.model.OrderPayments;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.RefundReason;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Applies a payment to its order. Paid in time: the reserved stock is sold. Paid late: the stock is taken again if it is
 * still there. Else, and for every further payment of a paid order, the money is due back; no payment is ever dropped.
 * Where the buyer was erased meanwhile there is nobody to have the tickets, and what comes late is due back as well.
 *
 * <p>Late is what comes after the order left its pending state, whatever times the gateway or another service name: no
 * clock but this service's decides.
 */
@ApplicationScoped
public class MarkOrderPaid {
    private static final Logger LOG = Logger.getLogger(MarkOrderPaid.class);

    private final Orders orders;
    private final OrderPayments payments;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;

    MarkOrderPaid(Orders orders, OrderPayments payments, Stock stock, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException where the order does not exist: payment-service only takes what it knows from us */
    @Transactional
    public void on(PaymentSucceeded payment) {
        var order = orders.lock(payment.orderId())
                .orElseThrow(() -> new IllegalArgumentException("there is no order " + payment.orderId()));
        // The gateway's transaction is the money. Told again in whatever event, it is not paid a second time, and must
        // not be sent back a second time either.
        if (payments.has(payment.gateway(), payment.gatewayTxnId())) {
            return;
        }
        var refund = apply(payment, order);
        refund.ifPresent(reason ->
                LOG.warnf("payment %s of order %s is due back: %s", payment.paymentId(), order.orderId, reason));
        record(payment, refund);
    }

    /** @return why the money is due back; empty where it pays the order */
    private Optional<RefundReason> apply(PaymentSucceeded payment, Order order) {
        if (!order.costs(payment.amount().amount(), payment.amount().currency())) {
            return Optional.of(RefundReason.WRONG_AMOUNT);
        }
        return switch (order.status) {
            case PENDING_PAYMENT -> {
                pay(payment, order, false);
                stock.sellReserved(order.lines);
                yield Optional.empty();
            }
            case EXPIRED -> applyLate(payment, order, RefundReason.EXPIRED_AND_SOLD_OUT);
            case CANCELLED -> applyLate(payment, order, RefundReason.CANCELLED_AND_SOLD_OUT);
            case PAID, REFUND_DUE -> Optional.of(RefundReason.FURTHER_TRANSACTION);
        };
    }

    private Optional<RefundReason> applyLate(PaymentSucceeded payment, Order order, RefundReason whenSoldOut) {
        if (order.isAnonymous()) {
            order.markRefundDue();
            return Optional.of(RefundReason.BUYER_ERASED);
        }
        if (!stock.sellReleased(order.lines)) {
            order.markRefundDue();
            return Optional.of(whenSoldOut);
        }
        pay(payment, order, true);
        return Optional.empty();
    }

    private void pay(PaymentSucceeded payment, Order order, boolean stockRetaken) {
        order.markPaid(clock.instant());
        outbox.append(OrderEventsOf.paid(order, payment.paymentId(), stockRetaken));
    }

    private void record(PaymentSucceeded payment, Optional<RefundReason> refund) {
        var row = new OrderPayment();
        row.paymentId = payment.paymentId();
        row.orderId = payment.orderId();
        row.gateway = payment.gateway();
        row.gatewayTxnId = payment.gatewayTxnId();
        row.amount = payment.amount().amount();
        row.currency = payment.amount().currency();
        row.outcome = refund.isPresent() ? Outcome.REFUND_DUE : Outcome.APPLIED;
        row.refundReason = refund.orElse(null);
        row.paidAt = payment.paidAt();
        row.handledAt = clock.instant();
        payments.persist(row);
    }
}
