package io.turnstile.bench.rows;

import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.SuiteMemory;
import java.util.List;

/** What the suite takes of the machine after all that load. The last row. */
public final class MemoryRow implements Row {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String what() {
        return "memory of all processes after the rows before";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var memory = SuiteMemory.of(stage.suite().description());
        return List.of(FootprintRow.MEMORY.line(
                name(), what(), Numbers.text(memory.gigabytes(), "GB"), "–", memory.gigabytes(), memory.toString()));
    }
}
