package io.turnstile.platform;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Asks a running service to make data again from its streams, by a row in its database; and looks how far it is.
 *
 * @param name of the data, as the service calls it
 */
public record Rebuild(String name) {
    /** One that runs already is as good as a new one: it may have been asked for a moment ago. */
    private static final String REQUEST = """
            INSERT INTO rebuild (name) VALUES (?)
            ON CONFLICT (name) DO UPDATE
               SET requested_at = now(), emptied_at = NULL, leased_until = '-infinity',
                   records_read = 0, records_total = NULL, finished_at = NULL
             WHERE rebuild.finished_at IS NOT NULL
            """;

    private static final String LOOK = """
            SELECT records_read, records_total, finished_at IS NOT NULL AS finished FROM rebuild WHERE name = ?
            """;

    /** @param total how many records there are to read; 0 until the reading has begun */
    public record Progress(long read, long total, boolean finished) {}

    public void request(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement(REQUEST)) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
    }

    public Progress progress(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(LOOK)) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                row.next();
                return new Progress(
                        row.getLong("records_read"), row.getLong("records_total"), row.getBoolean("finished"));
            }
        }
    }
}
