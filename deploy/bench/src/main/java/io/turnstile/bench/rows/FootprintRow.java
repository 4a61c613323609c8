package io.turnstile.bench.rows;

import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.SuiteMemory;
import io.turnstile.bench.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long somebody waits for {@code ./turnstile up}, and what it takes of their machine. The last row: it restarts. */
public final class FootprintRow implements Row {
    /** What a start leaves to do, such as compiling, is done after that. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final Target START = Target.atMost(30, "s");
    private static final Target MEMORY = Target.atMost(2.2, "GB");

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String what() {
        return "time until everything is ready, and memory of all processes";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var suite = stage.suite();
        var afterLoad = SuiteMemory.of(suite.description());
        // A suite is ready when its connectors run; and what it does then should not be the work of the rows before.
        stage.streams().forget();
        stage.streams().release();
        var restart = suite.restart();
        LockSupport.parkNanos(SETTLING.toNanos());
        var idle = SuiteMemory.of(suite.description());
        return List.of(
                start("start on an empty folder", suite.firstStart()),
                start("start on the same data again", restart),
                memory("memory, idle after the start", idle),
                memory("memory after the rows before", afterLoad));
    }

    private Line start(String what, Duration taken) {
        var seconds = taken.toMillis() / 1_000.0;
        return START.line(
                name(), what, Numbers.text(seconds, "s"), "–", seconds, "built; until every request would be served");
    }

    private Line memory(String what, SuiteMemory memory) {
        var gigabytes = memory.gigabytes();
        return MEMORY.line(name(), what, Numbers.text(gigabytes, "GB"), "–", gigabytes, memory.toString());
    }
}
