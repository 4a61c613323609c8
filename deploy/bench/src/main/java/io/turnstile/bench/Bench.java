package io.turnstile.bench;

import io.turnstile.bench.Line.Verdict;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Measures what the suite does beside what this machine can do, and says what was reached.",
        footer = {"", "Leaves bench.md, bench.json and a picture per row in deploy/bench/target/results."})
public final class Bench implements Callable<Integer> {
    private static final Path TARGET = Repository.root().resolve("deploy/bench/target");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "rows to measure; all where none is named (see --list)")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "say which rows there are, and do nothing else")
    private boolean list;

    @Option(
            names = "--quick",
            description = "a hundredth of the amounts and short rounds: tries the bench, not the suite")
    private boolean quick;

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "product and floor in turn, so often; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "of one measurement; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--port-offset",
            defaultValue = "5000",
            description = "add N to every port; default ${DEFAULT-VALUE}")
    private int portOffset;

    @Option(
            names = "--profile",
            paramLabel = "SERVICE",
            description = "record this service with Java Flight Recorder, into the results' folder")
    private String profiled;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and do nothing else")
    private boolean help;

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (list) {
            Rows.ALL.forEach(row -> out.printf("%-17s %s%n", row.name(), row.what()));
            return 0;
        }
        var rows = chosen();
        var machine = Machine.current();
        var results = TARGET.resolve("results");
        Files.createDirectories(results);
        var plots = new Plots();
        List<Line> lines;
        try (var suite = new Suite(TARGET.resolve("data"), portOffset)) {
            // Whoever asks the bench alone to end (kill) gets no suite left behind.
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
            suite.discard();
            say(out, "starting the suite; first the wait, then the rows");
            suite.start();
            lines = measure(rows, stage(suite, plots), new Profile(suite, profiled, results), out);
            // Nobody has to wait for it until the suite has stopped in good order.
            say(out, new Results(machine, commandLine(), lines, plots).write(results));
        }
        plots.write(results);
        return lines.stream().anyMatch(line -> line.verdict() == Verdict.MISSED) ? 1 : 0;
    }

    private Stage stage(Suite suite, Plots plots) throws IOException {
        var scratch = Files.createDirectories(TARGET.resolve("scratch"));
        return new Stage(
                suite,
                new Wrk(scratch),
                new Pgbench(scratch, suite),
                new Streams(suite),
                plots,
                quick ? 1 : rounds,
                quick ? 2 : seconds,
                quick,
                ConcurrentHashMap.newKeySet());
    }

    private static List<Line> measure(List<Row> rows, Stage stage, Profile profile, PrintWriter out) {
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            var begin = System.nanoTime();
            profile.begin();
            try {
                lines.addAll(row.measure(stage));
            } catch (RuntimeException e) {
                // Whatever it is, the other rows are worth their figures.
                lines.add(new Line(row.name(), row.what(), "–", "–", "–", "–", Verdict.SKIPPED, reason(e)));
            } finally {
                profile.end(row.name());
            }
            say(
                    out,
                    "%s: %d s"
                            .formatted(
                                    row.name(),
                                    Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
            lines.stream().filter(line -> line.row().equals(row.name())).forEach(line -> say(out, "  " + line));
        }
        return lines;
    }

    /** On one line of the table. */
    private static String reason(RuntimeException fault) {
        var text = fault instanceof BenchException ? fault.getMessage() : fault.toString();
        return text.lines().findFirst().orElse("").replace('|', '/');
    }

    private static void say(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }

    private List<Row> chosen() {
        for (var name : names) {
            if (Rows.ALL.stream().noneMatch(row -> row.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "there is no row " + name + " (see --list)");
            }
        }
        return Rows.ALL.stream()
                .filter(row -> names.isEmpty() || names.contains(row.name()))
                .toList();
    }

    private String commandLine() {
        return "./turnstile bench "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}
