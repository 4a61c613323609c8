package io.turnstile.contracts.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The ids of the events that had their effect. To be asked inside the effect's own transaction. */
@ApplicationScoped
class Claims {
    /** In one order: of two transactions with the same ids one waits for the other, and never each for the other. */
    private static final String CLAIM = """
            INSERT INTO inbox (event_id)
            SELECT id FROM unnest(?::uuid[]) AS told (id) ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING event_id
            """;

    private static final String PURGE = "DELETE FROM inbox WHERE received_at < now() - make_interval(secs => ?)";

    private final DataSource dataSource;

    Claims(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @return those that nobody had claimed before */
    Set<UUID> claim(Collection<UUID> ids) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(CLAIM)) {
            insert.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (var rows = insert.executeQuery()) {
                return ids(rows);
            }
        }
    }

    private static Set<UUID> ids(ResultSet rows) throws SQLException {
        var ids = new HashSet<UUID>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }

    /** @return how many were forgotten */
    int purgeOlderThan(Duration age) throws SQLException {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement(PURGE)) {
            delete.setLong(1, age.toSeconds());
            return delete.executeUpdate();
        }
    }
}
