package io.turnstile.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The floor: PostgreSQL alone, asked by pgbench with the statements of a use case, on the suite's own server. The tables
 * are copies in a schema {@code floor} of the service's database, which no publication knows.
 */
public final class Pgbench {
    /** Said where a floor is left out. */
    public static final String MISSING = "floor skipped: no pgbench here (Debian's package postgresql-client)";

    /** Plans are made as for the services that have a floor: once, and by way of the indexes. */
    private static final String OPTIONS =
            "-c search_path=floor -c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

    private static final Pattern TPS = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);

    private final Path program;
    private final Path folder;
    private final Suite suite;

    Pgbench(Path folder, Suite suite) {
        this.program = Program.find("pgbench", "postgresql").orElse(null);
        this.folder = folder;
        this.suite = suite;
    }

    public boolean isThere() {
        return program != null;
    }

    /** @param perSecond transactions */
    public record Floor(double perSecond, Latencies latencies) {}

    /**
     * As many transactions as the clients get done.
     *
     * @param script a resource with the transaction's statements
     */
    public Floor run(String database, String script, int products, int clients, int seconds) {
        var said = start(database, script, products, clients, seconds, List.of());
        return new Floor(tps(said), windows(readLog(), 1, seconds).getFirst());
    }

    /**
     * Transactions at a steady rate, on average; the time of each counts from when it was due.
     *
     * @param windows so many, of so many seconds each
     * @return of each window; in the first one the statements are planned
     */
    public List<Latencies> paced(
            String database, String script, int clients, double perSecond, int windows, int seconds) {
        tps(start(database, script, 0, clients, windows * seconds, List.of("--rate=" + perSecond)));
        return windows(readLog(), windows, seconds);
    }

    private String start(String database, String script, int products, int clients, int seconds, List<String> pace) {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--host=127.0.0.1",
                "--port=" + suite.description().postgresPort(),
                "--username=postgres",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + seconds,
                "--log",
                "--log-prefix=" + folder.resolve("pgbench"),
                "--file=" + Program.unpack(script, folder),
                "--define=products=" + products));
        command.addAll(pace);
        command.add(database);
        return Program.run(
                Map.of("PGPASSWORD", suite.superuserPassword(), "PGOPTIONS", OPTIONS), command.toArray(String[]::new));
    }

    static double tps(String said) {
        var tps = TPS.matcher(said);
        if (!tps.find() || !said.contains("number of failed transactions: 0 ")) {
            throw new BenchException("pgbench did not end well: " + said);
        }
        return Double.parseDouble(tps.group(1));
    }

    /** A line is: client, transaction, microseconds that it took, script, when it ended in seconds and microseconds, … */
    private List<String> readLog() {
        var all = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, "pgbench.*")) {
            for (var file : files) {
                all.addAll(Files.readAllLines(file));
                Files.delete(file);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By when each transaction ended; what ended after the last window belongs to it. */
    static List<Latencies> windows(List<String> log, int windows, int seconds) {
        var all = Stream.generate(Latencies::new).limit(windows).toList();
        var lines = log.stream().map(line -> line.split(" ")).toList();
        var begin = lines.stream().mapToLong(Pgbench::endMicros).min().orElse(0);
        for (var line : lines) {
            var window = (endMicros(line) - begin) / (seconds * 1_000_000L);
            all.get((int) Math.min(window, windows - 1)).addMicros(Long.parseLong(line[2]));
        }
        return all;
    }

    private static long endMicros(String[] line) {
        return Long.parseLong(line[4]) * 1_000_000 + Long.parseLong(line[5]);
    }
}
