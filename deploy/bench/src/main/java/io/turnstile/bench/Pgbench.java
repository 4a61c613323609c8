package io.turnstile.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

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

    /** @param script a resource with the transaction's statements */
    public Floor run(String database, String script, int products, int clients, int seconds) {
        var log = folder.resolve("pgbench");
        var said = Program.run(
                Map.of("PGPASSWORD", suite.superuserPassword(), "PGOPTIONS", OPTIONS),
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
                "--log-prefix=" + log,
                "--file=" + Program.unpack(script, folder),
                "--define=products=" + products,
                database);
        return new Floor(tps(said), latencies());
    }

    static double tps(String said) {
        var tps = TPS.matcher(said);
        if (!tps.find() || !said.contains("number of failed transactions: 0 ")) {
            throw new BenchException("pgbench did not end well: " + said);
        }
        return Double.parseDouble(tps.group(1));
    }

    /** Its log: client, transaction, microseconds, … */
    private Latencies latencies() {
        var latencies = new Latencies();
        try (var files = Files.newDirectoryStream(folder, "pgbench.*")) {
            for (var file : files) {
                try (var lines = Files.lines(file)) {
                    lines.forEach(line -> latencies.addMicros(Long.parseLong(line.split(" ")[2])));
                }
                Files.delete(file);
            }
            return latencies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
