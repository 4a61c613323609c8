package io.turnstile.acceptance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.faults.books.RawStreams;
import io.turnstile.acceptance.faults.load.Load;
import io.turnstile.acceptance.faults.load.Shop;
import io.turnstile.acceptance.faults.load.Wire;
import io.turnstile.acceptance.faults.scenario.Scenarios;
import io.turnstile.acceptance.faults.scenario.Stage;
import io.turnstile.acceptance.support.Suite;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost, doubled or oversold, whatever is killed. A short run with a fixed seed; {@code ./turnstile test
 * --faults 30m --seed N} makes a long one with every scenario.
 */
@Tag("faults")
class FaultsTest {
    private static final int PORT_OFFSET = Integer.getInteger("turnstile.faults.port-offset", 20_000);
    private static final long SEED = 3;
    private static final Suite SUITE = new Suite("suite-of-faults", PORT_OFFSET, Scenarios.DOUBLED);

    @BeforeAll
    static void start() {
        SUITE.startFresh();
    }

    @AfterAll
    static void stop() {
        SUITE.stop();
    }

    @Test
    void nothing_is_lost_doubled_or_oversold_whatever_is_killed() throws Exception {
        var seed = Long.getLong("turnstile.faults.seed", SEED);
        var figures = new Figures();
        // A Random of its own for each, so that the order is the seed's alone.
        try (var wire = new Wire(URI.create(SUITE.gateway()).getPort(), new Random(seed));
                var load = new Load(SUITE, Shop.open(SUITE), wire.address(), seed);
                var streams = new RawStreams(SUITE.kafka());
                var settling = new Settling(SUITE)) {
            load.start();
            var stage = new Stage(SUITE, wire, streams, new Random(seed));
            try {
                strikeAll(new FaultRun(SUITE, load, stage, settling, figures), new Random(seed));
            } finally {
                figures.print(seed, load.journal(), wire.torn());
            }
        }
        assertTrue(figures.haveSubstance(), "the load did not do everything that is to be checked");
        assertEquals(List.of(), figures.violations());
    }

    private static void strikeAll(FaultRun run, Random order) throws SQLException {
        var duration = System.getProperty("turnstile.faults.for");
        if (duration == null) {
            for (var scenario : Scenarios.few(order)) {
                run.strike(scenario);
            }
        } else {
            var end = System.nanoTime() + Duration.parse("PT" + duration).toNanos();
            for (var scenarios = Scenarios.endless(order); System.nanoTime() < end; ) {
                run.strike(scenarios.next());
            }
        }
    }
}
