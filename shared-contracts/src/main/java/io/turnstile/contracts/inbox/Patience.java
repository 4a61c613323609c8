package io.turnstile.contracts.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Transactions that are tried again as often as passing faults make them fail, until the service stops. */
@ApplicationScoped
class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);

    private volatile boolean stopping;
    private final Guard guard = Guard.create()
            .withDescription("inbox")
            .withRetry()
            .maxRetries(-1)
            .maxDuration(0, ChronoUnit.MILLIS)
            .delay(50, ChronoUnit.MILLIS)
            .jitter(25, ChronoUnit.MILLIS)
            .whenException(fault -> !stopping && !Hopeless.isHopeless(fault))
            .beforeRetry(fault -> LOG.warnf("an event waits for a passing fault: %s", fault))
            .withExponentialBackoff()
            .maxDelay(5, ChronoUnit.SECONDS)
            .done()
            .done()
            .build();

    /** What is done with some items inside one transaction. */
    interface Work<T> {
        void on(List<T> items) throws Exception;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Whether it is the service's end that made somebody fail, which says nothing about what was to be done. */
    boolean isEnd(Exception fault) {
        return stopping || fault instanceof InterruptedException;
    }

    /** Runs the work in a transaction of its own. */
    void inTransaction(Callable<Void> work) throws Exception {
        guard.call(() -> QuarkusTransaction.requiringNew().call(work), Void.class);
    }

    /**
     * Does the work on all items in one transaction. Where one of them can never succeed nothing has happened, and each half
     * gets a transaction of its own, and so on: what is hopeless ends up alone, and nothing else suffers from it.
     *
     * @param hopeless learns of each item that can never succeed, and why
     * @return with how many the work is done
     */
    <T> int together(List<T> items, Work<T> work, BiConsumer<T, Exception> hopeless) throws Exception {
        if (items.isEmpty()) {
            return 0;
        }
        try {
            inTransaction(() -> {
                work.on(items);
                return null;
            });
            return items.size();
        } catch (Exception fault) {
            if (!Hopeless.isHopeless(fault)) {
                throw fault;
            }
            if (items.size() == 1) {
                hopeless.accept(items.getFirst(), fault);
                return 0;
            }
        }
        var half = items.size() / 2;
        return together(items.subList(0, half), work, hopeless)
                + together(items.subList(half, items.size()), work, hopeless);
    }
}
