package io.turnstile.payment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How often the service has looked at a notification, and what came of it. */
@Singleton
class Outcomes {
    private static final String COUNTER = "turnstile.notifications";

    private final MeterRegistry metrics;

    Outcomes(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    long count(String outcome) {
        return (long) metrics.counter(COUNTER, "outcome", outcome).count();
    }

    /** Each notification whose signature was looked at has one outcome. */
    long all() {
        return metrics.find(COUNTER).counters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }
}
