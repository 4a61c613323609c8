package io.turnstile.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests by wrk, as many as some connections can get answered or at a steady rate: a load in C is not compiled while it
 * measures, and takes less of the processors from what it measures than one on the JVM would.
 */
public final class Wrk {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Beyond what a steady load takes: who is not answered by then makes it no figure. */
    private static final int PATIENCE_SECONDS = 3;

    /** A crowd that is not served by then never will be. */
    private static final int CROWD_SECONDS = 120;

    private final Path program;
    private final Path folder;
    private final AtomicInteger loads = new AtomicInteger();

    Wrk(Path folder) {
        this.program = Program.find("wrk", "wrk").orElse(null);
        this.folder = folder;
        Stream.of("/requests.lua", "/wrk.lua", "/paced.lua", "/crowd.lua")
                .forEach(script -> Program.unpack(script, folder));
    }

    boolean isThere() {
        return program != null;
    }

    /**
     * @param refused answered with a status of 400 or more
     * @param exhausted there were too few requests, so some were sent twice: these answers are no figure
     * @param millis of the answers, at {@link Plots#PERCENTILES}
     */
    public record Answers(double perSecond, long answered, long refused, boolean exhausted, double[] millis) {}

    /** Sends each request once. @throws BenchException where a connection broke */
    public Answers once(String url, int connections, int seconds, Stream<Request> requests) {
        return read(run("wrk.lua", 1, connections, seconds, url, file(requests), "once"));
    }

    /** Sends the requests again and again. */
    public Answers repeated(String url, int connections, int seconds, Stream<Request> requests) {
        return read(run("wrk.lua", 1, connections, seconds, url, file(requests), "repeat"));
    }

    /**
     * Sends the requests at a steady rate, whether the earlier ones were answered or not, as people come to a gate: each is
     * sent by the next of the connections, when it is due, and its time counts from that moment. So waiting behind a slow
     * one counts too.
     *
     * @param windows so many of equal length
     * @return of each window
     * @throws BenchException where one was refused, or not answered
     */
    public List<Latencies> paced(String url, int connections, double perSecond, List<Request> requests, int windows) {
        var seconds = (int) Math.ceil(requests.size() / perSecond) + PATIENCE_SECONDS;
        var rate = Double.toString(perSecond);
        var said = run(
                "paced.lua",
                connections,
                connections,
                seconds,
                url,
                file(requests.stream()),
                Integer.toString(connections),
                rate);
        return readPaced(said, requests.size(), windows);
    }

    /**
     * Many who ask at once: each request is sent as soon as a connection is free, and all is over with the last answer.
     *
     * @return how many were told that it is sold out (409)
     * @throws BenchException where one was not answered, or refused for another reason
     */
    public long crowd(String url, int connections, List<Request> requests) {
        return readCrowd(
                run("crowd.lua", 1, connections, CROWD_SECONDS, url, file(requests.stream())), requests.size());
    }

    private Path file(Stream<Request> requests) {
        var file = folder.resolve("requests-" + loads.incrementAndGet() + ".tsv");
        try (var out = Files.newBufferedWriter(file);
                requests) {
            for (var request : (Iterable<Request>) requests::iterator) {
                out.append(request.line()).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private String run(
            String script, int threads, int connections, int seconds, String url, Path file, String... arguments) {
        if (program == null) {
            throw new BenchException("no wrk here (Debian's package wrk)");
        }
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--threads=" + threads,
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=20s",
                "--script=" + folder.resolve(script),
                url,
                "--",
                file.toString()));
        command.addAll(List.of(arguments));
        var said = Program.run(command.toArray(String[]::new));
        file.toFile().delete();
        return said;
    }

    static Answers read(String said) {
        var result = result(said);
        var micros = result.get("micros");
        var millis = IntStream.range(0, micros.size())
                .mapToDouble(i -> micros.get(i).asDouble() / 1_000)
                .toArray();
        return new Answers(
                result.get("per_second").asDouble(),
                result.get("answered").asLong(),
                result.get("refused").asLong(),
                result.get("exhausted").asBoolean(),
                millis);
    }

    /** @param requests so many were sent; each belongs to the window in which it was due */
    static List<Latencies> readPaced(String said, int requests, int windows) {
        var refused = result(said).get("refused").asLong();
        if (refused > 0) {
            throw new BenchException(refused + " requests of a steady load were refused");
        }
        var all = Stream.generate(Latencies::new).limit(windows).toList();
        said.lines()
                .filter(line -> line.startsWith("took "))
                .map(line -> line.split(" "))
                .forEach(took -> {
                    var position = Long.parseLong(took[1]) - 1;
                    all.get((int) (position * windows / requests)).addMicros(Long.parseLong(took[2]));
                });
        var answered = all.stream().mapToLong(Latencies::count).sum();
        if (answered != requests) {
            throw new BenchException(
                    "%d of %d requests of a steady load were answered in time".formatted(answered, requests));
        }
        return all;
    }

    /** @param requests so many were to be sent */
    static long readCrowd(String said, int requests) {
        var result = result(said);
        if (result.get("answered").asInt() != requests || result.get("failed").asInt() > 0) {
            throw new BenchException("of %d requests of a crowd: %s".formatted(requests, result));
        }
        return result.get("sold_out").asLong();
    }

    private static JsonNode result(String said) {
        var line = said.lines()
                .filter(it -> it.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new BenchException("wrk did not end well: " + said));
        try {
            var result = JSON.readTree(line);
            if (result.get("broken").asLong() > 0) {
                throw new BenchException("connections broke or timed out under the load: " + line);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
