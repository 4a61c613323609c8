package io.turnstile.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * As many requests as some connections can get answered, by wrk: a load in C is not compiled while it measures, and
 * takes less of the processors from what it measures than one on the JVM would.
 */
public final class Wrk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path program;
    private final Path folder;

    Wrk(Path folder) {
        this.program = Program.find("wrk", "wrk").orElse(null);
        this.folder = folder;
    }

    boolean isThere() {
        return program != null;
    }

    /**
     * @param refused answered with a status of 400 or more
     * @param millis of the answers, at {@link Plots#PERCENTILES}
     */
    public record Answers(double perSecond, long answered, long refused, double[] millis) {}

    /** Sends each request once. @throws BenchException where there are too few of them, or a connection broke */
    public Answers once(String url, int connections, int seconds, Stream<Request> requests) {
        return run(url, connections, seconds, requests, "once");
    }

    /** Sends the requests again and again. */
    public Answers repeated(String url, int connections, int seconds, Stream<Request> requests) {
        return run(url, connections, seconds, requests, "repeat");
    }

    private Answers run(String url, int connections, int seconds, Stream<Request> requests, String mode) {
        if (program == null) {
            throw new BenchException("no wrk here (Debian's package wrk)");
        }
        var file = folder.resolve("requests.tsv");
        try (var out = Files.newBufferedWriter(file);
                requests) {
            for (var request : (Iterable<Request>) requests::iterator) {
                out.append(request.line()).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var said = Program.run(
                program.toString(),
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=20s",
                "--script=" + script(),
                url,
                "--",
                file.toString(),
                mode);
        return read(said);
    }

    private Path script() {
        return Program.unpack("/wrk.lua", folder);
    }

    static Answers read(String said) {
        var line = said.lines()
                .filter(it -> it.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new BenchException("wrk did not end well: " + said));
        JsonNode result;
        try {
            result = JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (result.get("exhausted").asBoolean()) {
            throw new BenchException("wrk ran out of requests: " + line);
        }
        if (result.get("broken").asLong() > 0) {
            throw new BenchException("connections broke or timed out under the load: " + line);
        }
        var millis = new double[result.get("micros").size()];
        for (var i = 0; i < millis.length; i++) {
            millis[i] = result.get("micros").get(i).asDouble() / 1_000;
        }
        return new Answers(
                result.get("per_second").asDouble(),
                result.get("answered").asLong(),
                result.get("refused").asLong(),
                millis);
    }
}
