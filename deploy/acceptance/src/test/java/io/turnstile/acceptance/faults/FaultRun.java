package io.turnstile.acceptance.faults;

import static org.awaitility.Awaitility.await;

import io.turnstile.acceptance.faults.Figures.Fault;
import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.RawStreams;
import io.turnstile.acceptance.faults.checks.Property;
import io.turnstile.acceptance.faults.checks.Property.Violation;
import io.turnstile.acceptance.faults.load.Load;
import io.turnstile.acceptance.faults.scenario.Scenario;
import io.turnstile.acceptance.faults.scenario.Stage;
import io.turnstile.acceptance.support.Suite;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** One fault after the other under a steady load; after each everything settles and is checked whole. */
final class FaultRun {
    /** A slow machine is no fault; whoever waits so long waits in vain. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Suite suite;
    private final Load load;
    private final Stage stage;
    private final RawStreams streams;
    private final Settling settling;
    private final Figures figures;

    FaultRun(Suite suite, Load load, Stage stage, Settling settling, Figures figures) {
        this.suite = suite;
        this.load = load;
        this.stage = stage;
        this.streams = stage.streams();
        this.settling = settling;
        this.figures = figures;
    }

    void strike(Scenario scenario) throws SQLException {
        awaitService(System.nanoTime());
        var begin = System.nanoTime();
        scenario.strike(stage);
        awaitService(begin);
        var served = since(begin);
        await("everything runs").atMost(PATIENCE).ignoreExceptions().until(settling::missing, List::isEmpty);
        load.pause();
        try {
            check(scenario, begin, served);
        } finally {
            load.goOn();
        }
    }

    /** Until a request of every kind has succeeded that was sent after {@code begin}. */
    private void awaitService(long begin) {
        await("clients are served")
                .atMost(PATIENCE)
                .until(() -> load.journal().withoutSuccessSince(begin), List::isEmpty);
    }

    private void check(Scenario scenario, long begin, Duration served) throws SQLException {
        await("consumers have no lag")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(settling::lag, lag -> lag.isEmpty());
        var look = new Look();
        try {
            // A request that its client gave up may still be on its way: what is on its way arrives.
            await().atMost(Duration.ofSeconds(45))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .until(look::again, List::isEmpty);
        } catch (ConditionTimeoutException _) {
            System.out.println("[faults] it does not settle");
        }
        figures.add(new Fault(scenario.name(), served, since(begin), look.times, look.violations), look.facts);
    }

    /** The state as of the latest look at it. */
    private final class Look {
        private int times;
        private Facts facts;
        private List<Violation> violations;

        List<Violation> again() throws SQLException {
            times++;
            facts = Facts.read(suite, load.journal().answers(), streams);
            violations = Property.violationsIn(facts);
            return violations;
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
