package io.turnstile.contracts.inbox;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The rebuilds that were asked for, a row each. The row outlives whoever works on it: the replica that reads keeps
 * pushing its lease on, and another takes over from one that died.
 */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.rebuild.enabled", stringValue = "true")
class RebuildRequests {
    private static final String TAKE = """
            UPDATE rebuild
               SET leased_until = now() + interval '30 seconds'
             WHERE name = ? AND finished_at IS NULL AND leased_until < now()
            RETURNING requested_at
            """;

    private static final String EMPTIED = """
            UPDATE rebuild SET emptied_at = now() WHERE name = ? AND requested_at = ? AND emptied_at IS NULL
            """;

    private static final String KEEP = """
            UPDATE rebuild
               SET leased_until = now() + interval '30 seconds', records_read = ?, records_total = ?
             WHERE name = ? AND requested_at = ? AND finished_at IS NULL
            """;

    private static final String FINISH = """
            UPDATE rebuild SET finished_at = now() WHERE name = ? AND requested_at = ?
            """;

    private final DataSource dataSource;

    RebuildRequests(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param requestedAt tells a request from a later one of the same name */
    record Request(String name, OffsetDateTime requestedAt) {}

    /** @return empty where none is asked for, or where somebody works on it */
    Optional<Request> take(String name) throws SQLException {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(TAKE)) {
            update.setString(1, name);
            try (var row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(new Request(name, row.getObject(1, OffsetDateTime.class)))
                        : Optional.empty();
            }
        }
    }

    /** @return false where the data was emptied for this request before */
    boolean markEmptied(Request request) throws SQLException {
        return update(EMPTIED, request.name(), request.requestedAt());
    }

    /** @return false where the request is no longer there to be worked on */
    boolean keep(Request request, long read, long total) throws SQLException {
        return update(KEEP, read, total, request.name(), request.requestedAt());
    }

    void finish(Request request) throws SQLException {
        update(FINISH, request.name(), request.requestedAt());
    }

    private boolean update(String sql, Object... parameters) throws SQLException {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            return update.executeUpdate() == 1;
        }
    }
}
