package io.turnstile.order.usecase;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.turnstile.order.model.OrderPayments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Tells as a metric how many payments are due back. Counted in the database and not as they come: no restart and no
 * rolled back transaction changes the number, and every replica tells the same. Counted beside the scrape, which must
 * not wait for a database that is away.
 */
@ApplicationScoped
public class CountRefundsDue {
    private final OrderPayments payments;
    // Not a number until it was counted: 0 would say that all is well.
    private volatile double due = Double.NaN;

    CountRefundsDue(OrderPayments payments, MeterRegistry metrics) {
        this.payments = payments;
        Gauge.builder("turnstile.refunds.due", this, self -> self.due)
                .description("Payments that belong back to their payers")
                .register(metrics);
    }

    @Scheduled(
            every = "${turnstile.order.refunds-count-interval}",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @Transactional
    void count() {
        due = payments.countRefundsDue();
    }
}
