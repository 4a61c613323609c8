package io.turnstile.bench;

import io.turnstile.local.issuer.SigningKey;
import io.turnstile.local.suite.DataFolder;
import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.SuiteDescription;
import io.turnstile.platform.EmbeddedPlatform;
import io.turnstile.platform.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The suite as {@code ./turnstile up} starts it, as durable as it is for everybody, on a data folder and ports of its own.
 * Only the gateway's rate limit is off: the load comes from one address.
 */
public final class Suite implements AutoCloseable {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(6);

    private final DataFolder folder;
    private final int portOffset;
    private Process launcher;
    private SuiteDescription description;
    private SigningKey signingKey;
    private Duration readyAfter;

    Suite(Path data, int portOffset) {
        this.folder = new DataFolder(data);
        this.portOffset = portOffset;
    }

    /** Nothing is left of an earlier run. */
    void discard() {
        EmbeddedPlatform.discard(folder.root());
    }

    void start() {
        var begin = System.nanoTime();
        try {
            launcher = command().start();
            awaitReady(launcher.inputReader(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readyAfter = Duration.ofNanos(System.nanoTime() - begin);
        description = SuiteDescription.ofRunning(folder);
    }

    /** From the command, on an empty folder, until it said that every request would be served. */
    public Duration readyAfter() {
        return readyAfter;
    }

    private ProcessBuilder command() {
        var up = new ProcessBuilder(
                        Repository.root().resolve("turnstile").toString(),
                        "up",
                        "--data=" + folder.root(),
                        "--port-offset=" + portOffset,
                        "--rate-limit=0")
                .redirectErrorStream(true);
        // ./turnstile bench has just built what is measured.
        up.environment().put("TURNSTILE_BUILT", "1");
        return up;
    }

    private static void awaitReady(BufferedReader out) throws IOException {
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Turnstile is ready")) {
                Thread.ofVirtual().start(() -> readOn(out));
                return;
            }
        }
        throw new BenchException("the suite ended before it was ready:\n" + said);
    }

    /** Or it would wait for somebody to read what it says. */
    private static void readOn(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // It was stopped.
        }
    }

    @Override
    public synchronized void close() {
        if (launcher == null) {
            return;
        }
        launcher.destroy();
        try {
            if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        launcher = null;
    }

    public SuiteDescription description() {
        return description;
    }

    /** Base URL of the service's first instance, past the gateway. */
    public String service(String name) {
        return "http://127.0.0.1:" + instance(name).port();
    }

    /** Process id of the service's first instance. */
    public long pid(String service) {
        return instance(service).pid();
    }

    private SuiteDescription.Service instance(String service) {
        return description.services().stream()
                .filter(instance -> instance.service().equals(service))
                .findFirst()
                .orElseThrow(() -> new BenchException("no " + service + " runs"));
    }

    public String secret(String secret, String key) {
        return secrets().value(secret, key);
    }

    private Secrets secrets() {
        return new Secrets(Path.of(description.secrets()));
    }

    /** A token of the development issuer. */
    public String token(String subject, String group) {
        if (signingKey == null) {
            signingKey = secrets().signingKey();
        }
        return signingKey.sign(description.issuer(), subject, List.of(group), TOKEN_LIFETIME, Clock.systemUTC());
    }

    /** A service's database as the server's superuser sees it: for loading rows and for looking. */
    public Connection database(String name) {
        try {
            var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(description.postgresPort(), name);
            return DriverManager.getConnection(url, "postgres", superuserPassword());
        } catch (SQLException e) {
            throw new BenchException("the database " + name + " cannot be reached", e);
        }
    }

    public String superuserPassword() {
        return secret("turnstile-postgres-superuser", "password");
    }

    public void execute(String database, String sql) {
        try (var connection = database(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("refused by " + database + ": " + sql, e);
        }
    }

    /** The one number that the query gives. */
    public long count(String database, String sql) {
        try (var connection = database(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("refused by " + database + ": " + sql, e);
        }
    }
}
