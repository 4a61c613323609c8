package io.turnstile.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run leaves: a table to read, and the same for machines. */
record Results(Machine machine, String command, List<Line> lines, Plots plots) {

    /** @return the table */
    String write(Path folder) {
        var table = markdown();
        try {
            Files.writeString(folder.resolve("bench.md"), table);
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            folder.resolve("bench.json").toFile(),
                            Map.of(
                                    "machine", machine,
                                    "command", command,
                                    "lines", lines,
                                    "percentiles", Plots.PERCENTILES,
                                    "latencies_ms", plots.curves()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    String markdown() {
        var rows = lines.stream()
                .map(line -> "| %s | %s | %s | %s | %s | %s | %s | %s |"
                        .formatted(
                                line.row(),
                                line.measure(),
                                line.product(),
                                line.floor(),
                                line.figure(),
                                line.target(),
                                line.verdict().name().toLowerCase(),
                                line.remark()))
                .collect(Collectors.joining("\n"));
        return """
                `%s`, %s

                | row | what | Turnstile | floor | figure | to reach | verdict | remark |
                |---|---|---|---|---|---|---|---|
                %s
                """.formatted(command, machine, rows);
    }
}
