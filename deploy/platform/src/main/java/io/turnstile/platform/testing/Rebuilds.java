package io.turnstile.platform.testing;

import io.turnstile.platform.Rebuild;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Has the service under test make data again from its streams. */
public final class Rebuilds {
    private Rebuilds() {}

    public static void request(DataSource dataSource, String name) {
        try (var connection = dataSource.getConnection()) {
            new Rebuild(name).request(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static boolean isFinished(DataSource dataSource, String name) {
        try (var connection = dataSource.getConnection()) {
            return new Rebuild(name).progress(connection).finished();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
