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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** One fault after the other under a steady load; after each everything settles and is checked whole. */
final class FaultRun {
    /** A slow machine is no fault; whoever waits so long waits in vain. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration ARRIVAL = Duration.ofSeconds(45);
    private static final Duration POLL = Duration.ofMillis(250);

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
        awaitService();
        load.journal().countSuccessesFromNow();
        var begin = System.nanoTime();
        scenario.strike(stage);
        awaitService();
        var served = load.journal().servedAfter();
        await("everything runs").atMost(PATIENCE).ignoreExceptions().until(settling::missing, List::isEmpty);
        load.pause();
        try {
            await("consumers have no lag")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .ignoreExceptions()
                    .until(settling::lag, Map::isEmpty);
            var look = look();
            figures.add(new Fault(scenario.name(), served, since(begin), look.times, look.violations()), look.facts);
        } finally {
            load.goOn();
        }
        load.journal().countSuccessesFromNow();
    }

    private void awaitService() {
        await("clients are served").atMost(PATIENCE).until(load.journal()::unserved, List::isEmpty);
    }

    /** A request that its client gave up may still be on its way, and its event too: what is on its way arrives. */
    private Look look() {
        var look = new Look();
        try {
            await().atMost(ARRIVAL).pollDelay(Duration.ZERO).pollInterval(POLL).until(look::again, List::isEmpty);
        } catch (ConditionTimeoutException _) {
            System.out.println("[faults] it does not settle");
        }
        return look;
    }

    /** The state as of the latest look at it, and what must never have been seen at any look. */
    private final class Look {
        private final Set<Violation> everSeen = new LinkedHashSet<>();
        private int times;
        private Facts facts;
        private List<Violation> latest;

        List<Violation> again() throws SQLException {
            times++;
            facts = Facts.read(suite, load.journal().answers(), streams);
            latest = Property.violationsIn(facts);
            latest.stream()
                    .filter(violation -> violation.property().holdsAlways())
                    .forEach(everSeen::add);
            return latest;
        }

        List<Violation> violations() {
            everSeen.addAll(latest);
            return List.copyOf(everSeen);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
