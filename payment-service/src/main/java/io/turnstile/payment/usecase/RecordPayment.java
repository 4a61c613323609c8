package io.turnstile.payment.usecase;

import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.payment.model.KnownOrder;
import io.turnstile.payment.model.Payment;
import io.turnstile.payment.model.PaymentRepository;
import io.turnstile.payment.model.RefusedNotificationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes a notification durable: the payment and its event, or the refusal, in one transaction. Whether the order still
 * waits for money is order-service's question, so a success is recorded whatever became of the order, and a second
 * transaction for it as well.
 */
@ApplicationScoped
public class RecordPayment {
    private final PaymentRepository payments;
    private final RefusedNotificationRepository refused;
    private final Outbox outbox;
    private final Clock clock;

    RecordPayment(PaymentRepository payments, RefusedNotificationRepository refused, Outbox outbox, Clock clock) {
        this.payments = payments;
        this.refused = refused;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returned and not thrown: an exception would roll back the row that is kept for audit. */
    record Refusal(ProblemCode code, String detail) {}

    /** @return why the notification is refused; empty where it is recorded, now or before */
    @Transactional
    Optional<Refusal> record(KnownOrder order, Notification notification) {
        var transaction = notification.transaction();
        var earlier = payments.lock(transaction.gateway(), transaction.gatewayTxnId());
        if (earlier.isPresent()) {
            return again(earlier.get(), notification);
        }
        if (!order.costs(transaction.amount(), transaction.currency())) {
            var detail = "the order costs %d %s".formatted(order.amount(), order.currency());
            return refuse(notification, new Refusal(ProblemCode.PAYMENT_MISMATCH, detail));
        }
        var payment = new Payment(transaction, notification.outcome(), notification.paidAt(), clock.instant());
        if (payments.claim(payment)) {
            publishIfSucceeded(payment);
            return Optional.empty();
        }
        // Another one came first at the very same time; its row is committed now.
        var winner = payments.lock(transaction.gateway(), transaction.gatewayTxnId());
        return again(winner.orElseThrow(), notification);
    }

    private Optional<Refusal> again(Payment payment, Notification notification) {
        if (!payment.transaction().equals(notification.transaction())) {
            var detail = "the transaction was notified before for another order, amount or currency";
            return refuse(notification, new Refusal(ProblemCode.PAYMENT_CONFLICT, detail));
        }
        return switch (notification.outcome()) {
            case SUCCESS -> {
                if (payment.succeed(notification.paidAt(), clock.instant())) {
                    publishIfSucceeded(payment);
                }
                yield Optional.empty();
            }
            // A failure that was received before the success is a repetition; one that was not takes nothing back.
            case FAILED ->
                payment.hasFailed()
                        ? Optional.empty()
                        : refuse(
                                notification,
                                new Refusal(ProblemCode.PAYMENT_CONFLICT, "the transaction was notified as SUCCESS"));
        };
    }

    private Optional<Refusal> refuse(Notification notification, Refusal refusal) {
        refused.keep(
                notification.transaction(),
                notification.outcome(),
                refusal.code().name(),
                notification.paidAt(),
                clock.instant());
        return Optional.of(refusal);
    }

    private void publishIfSucceeded(Payment payment) {
        if (!payment.hasSucceeded()) {
            return;
        }
        var transaction = payment.transaction();
        outbox.append(new PaymentSucceeded(
                payment.paymentId(),
                transaction.orderId(),
                transaction.gateway(),
                transaction.gatewayTxnId(),
                new Money(transaction.amount(), transaction.currency()),
                payment.paidAt(),
                payment.succeededAt()));
    }
}
