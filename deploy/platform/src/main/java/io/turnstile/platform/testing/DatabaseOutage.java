package io.turnstile.platform.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** While it is open a database takes no connection, and those that it had are cut. */
public final class DatabaseOutage implements AutoCloseable {
    private final String database;

    private DatabaseOutage(String database) {
        this.database = database;
    }

    /** @param database such as {@code order_service} */
    public static DatabaseOutage of(String database) throws SQLException {
        try (var server = server();
                var statement = server.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
        }
        return new DatabaseOutage(database);
    }

    @Override
    public void close() throws SQLException {
        try (var server = server();
                var statement = server.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        }
    }

    private static Connection server() throws SQLException {
        var url = "jdbc:postgresql://%s:%s/postgres"
                .formatted(SharedPlatform.value("POSTGRES_HOST"), SharedPlatform.value("POSTGRES_PORT"));
        return DriverManager.getConnection(url, "postgres", SharedPlatform.value("DATABASE_PASSWORD"));
    }
}
