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

/** How long somebody waits for {@code ./turnstile up}, and what it takes of their machine then. The first row. */
public final class FootprintRow implements Row {
    /** What a start leaves to do, such as compiling, is done after that. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Target START = Target.atMost(30, "s");
    static final Target MEMORY = Target.atMost(2.2, "GB");

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String what() {
        return "time until everything is ready, and memory of all processes then";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var suite = stage.suite();
        LockSupport.parkNanos(SETTLING.toNanos());
        var memory = SuiteMemory.of(suite.description());
        var seconds = suite.readyAfter().toMillis() / 1_000.0;
        return List.of(
                START.line(
                        name(),
                        "start on an empty folder",
                        Numbers.text(seconds, "s"),
                        "–",
                        seconds,
                        "built; until every request would be served"),
                MEMORY.line(
                        name(),
                        "memory of all processes, idle after the start",
                        Numbers.text(memory.gigabytes(), "GB"),
                        "–",
                        memory.gigabytes(),
                        memory.toString()));
    }
}
