package io.turnstile.local.client;

import io.turnstile.local.LocalException;
import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.SuiteDescription;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A service's database, entered as the service does. */
public record ServiceDatabase(String jdbcUrl, String role, String password) {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Of a suite that runs on this machine. */
    public static ServiceDatabase of(SuiteDescription suite, String service) {
        var name = service.replace('-', '_');
        var password = new Secrets(Path.of(suite.secrets())).value(service + "-database", "password");
        return new ServiceDatabase(suite.jdbcUrl(name), name, password);
    }

    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    public <T> T ask(Question<T> question) {
        try (var connection = DriverManager.getConnection(jdbcUrl, role, password)) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new LocalException("%s cannot be reached: %s".formatted(jdbcUrl, e.getMessage()), e);
        }
    }

    /** Comes back when it is so. */
    public void await(Question<Boolean> question) {
        while (!ask(question)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
