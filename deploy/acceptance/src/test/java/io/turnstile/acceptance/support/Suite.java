package io.turnstile.acceptance.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.turnstile.platform.EmbeddedPlatform;
import io.turnstile.platform.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole suite as {@code ./turnstile up} starts it, on a data folder and ports of its own, so that it neither touches
 * nor meets a suite that somebody runs beside the tests.
 */
public final class Suite {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_LIMIT_SECONDS = 240;

    private final Path data;
    private final int portOffset;
    private final List<String> doubled;
    private Process launcher;
    private volatile JsonNode description;

    /**
     * @param folder under the build's own, for the suite's data
     * @param doubled the services that run as two instances
     */
    public Suite(String folder, int portOffset, List<String> doubled) {
        this.data = Repository.root().resolve("deploy/acceptance/target").resolve(folder);
        this.portOffset = portOffset;
        this.doubled = List.copyOf(doubled);
    }

    /** On an empty data folder, whatever an earlier run left there. */
    public void startFresh() {
        EmbeddedPlatform.discard(data);
        start();
    }

    /** Comes back when the suite says that it is ready. */
    public void start() {
        try {
            Files.createDirectories(data);
            var arguments = new ArrayList<>(List.of("--port-offset", Integer.toString(portOffset)));
            // All tests come from one address, and some send as fast as they can: LimitingRatesTest holds the limit.
            arguments.addAll(List.of("--rate-limit", "0"));
            // The optimising compiler would keep two processors busy for minutes, and the tests are over then.
            arguments.add("--short-lived");
            doubled.forEach(service -> arguments.addAll(List.of("--replicas", service + "=2")));
            var up = turnstile("up", arguments.toArray(String[]::new));
            // All tests come from one address: some fail to log in on purpose, others do it for the first time.
            up.environment().put("TURNSTILE_LOGIN_PLACE_FAILURES", "100000");
            // The fuzzing sets hundreds of passwords.
            up.environment().put("TURNSTILE_PASSWORD_BCRYPT_COST", "10");
            launcher = up.start();
            awaitReady();
            lookAround();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Learns which processes run now: the launcher starts again what was killed. */
    public void lookAround() {
        try {
            description = JSON.readTree(data.resolve("run/suite.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var ready = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            var said = new ArrayList<String>();
            try (BufferedReader out = launcher.inputReader(StandardCharsets.UTF_8)) {
                for (var line = out.readLine(); line != null; line = out.readLine()) {
                    said.add(line);
                    System.out.println("[suite] " + line);
                    if (line.contains("Turnstile is ready")) {
                        ready.complete(null);
                    }
                }
            } catch (IOException _) {
                // It was killed; whether that was meant is for the tests to say.
            }
            ready.completeExceptionally(
                    new AssertionError("the suite ended before it was ready:\n" + String.join("\n", said)));
        });
        ready.orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    public void stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
                throw new AssertionError("the suite did not stop within a minute of being asked to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code kill -9} of the launcher, every service, PostgreSQL, Kafka and Connect, then {@code up} again. */
    public void killEverythingAndStartAgain() {
        var all = parts().stream()
                .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                .flatMap(victim -> Stream.concat(Stream.of(victim), victim.descendants()))
                .distinct()
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(victim -> victim.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        start();
    }

    /** @param name such as {@code kafka}, {@code order-service}, and {@code order-service-2} for a second replica */
    public record Part(String name, long pid) {}

    /** Every process of the suite; PostgreSQL's own children are not listed. */
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(new Part("launcher", description.get("launcher_pid").asLong()));
        for (var list : List.of("services", "platform")) {
            description
                    .get(list)
                    .forEach(part -> parts.add(
                            new Part(part.get("name").asText(), part.get("pid").asLong())));
        }
        return parts;
    }

    public String gateway() {
        return description.get("gateway").asText();
    }

    /** Base URL of the service's first instance, past the gateway. */
    public String service(String service) {
        return urlsOf(service).getFirst();
    }

    public String issuer() {
        return description.get("issuer").asText();
    }

    public String kafka() {
        return description.get("kafka_bootstrap_servers").asText();
    }

    /** Base URL of Kafka Connect. */
    public String connect() {
        return description.get("connect").asText();
    }

    /** Where each instance tells whether it is ready. */
    public List<String> readiness() {
        return management("/q/health/ready");
    }

    /** Where each instance tells what it counts. */
    public List<String> metrics() {
        return management("/q/metrics");
    }

    private List<String> management(String path) {
        var urls = new ArrayList<String>();
        for (var instance : description.get("services")) {
            urls.add("http://127.0.0.1:" + instance.get("management_port").asInt() + path);
        }
        return urls;
    }

    /** What each instance of a service has measured, in Prometheus' text. */
    public List<String> metricsOf(String service) {
        var texts = new ArrayList<String>();
        for (var instance : description.get("services")) {
            if (instance.get("service").asText().equals(service)) {
                var port = instance.get("management_port").asInt();
                texts.add(RestAssured.get("http://127.0.0.1:%d/q/metrics".formatted(port))
                        .asString());
            }
        }
        return texts;
    }

    /** The folder of what every process has logged. */
    public Path logs() {
        return Path.of(description.get("logs").asText());
    }

    public int postgresPort() {
        return description.get("postgres_port").asInt();
    }

    public long instancesOf(String service) {
        var count = 0L;
        for (var instance : description.get("services")) {
            count += instance.get("service").asText().equals(service) ? 1 : 0;
        }
        return count;
    }

    /** Base URLs of a service's instances, past the gateway. */
    public List<String> urlsOf(String service) {
        var urls = new ArrayList<String>();
        for (var instance : description.get("services")) {
            if (instance.get("service").asText().equals(service)) {
                urls.add("http://127.0.0.1:" + instance.get("port").asInt());
            }
        }
        return urls;
    }

    public String secret(String secret, String key) {
        try {
            return Files.readString(secretFile(secret, key)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path secretFile(String secret, String key) {
        return Path.of(description.get("secrets").asText()).resolve(secret).resolve(key);
    }

    /** A service's database as the server's superuser sees it: for looking, and for turning clocks. */
    public Connection database(String database) throws SQLException {
        return connect(database, "postgres", secret("turnstile-postgres-superuser", "password"));
    }

    public Connection connect(String database, String role, String password) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgresPort(), database);
        return DriverManager.getConnection(url, role, password);
    }

    /** A command of {@code ./turnstile} on this suite; its error output goes with its output. */
    public ProcessBuilder turnstile(String command, String... arguments) {
        var line =
                new ArrayList<>(List.of(Repository.root().resolve("turnstile").toString(), command));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).directory(Repository.root().toFile());
        process.environment().put("TURNSTILE_DATA", data.toString());
        // The reactor that runs these tests has just built what they run.
        process.environment().put("TURNSTILE_BUILT", "1");
        return process.redirectErrorStream(true);
    }
}
