package io.turnstile.contracts.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The replication slot through which Debezium reads this database's outbox; named in outbox-connectors.yaml. */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.outbox.enabled", stringValue = "true", enableIfMissing = true)
class OutboxSlot {
    /** One row, with nulls where there is no slot. */
    private static final String LOOK = """
            SELECT server.written - '0/0' AS written,
                   slot.active_pid,
                   slot.confirmed_flush_lsn - '0/0' AS confirmed,
                   server.written - slot.restart_lsn AS retained,
                   slot.wal_status IS NULL OR slot.wal_status = 'lost' AS lost
              FROM (SELECT pg_current_wal_insert_lsn() AS written) server
              LEFT JOIN pg_replication_slots slot
                     ON slot.database = current_database() AND slot.slot_name = current_database() || '_outbox'
            """;

    private final DataSource dataSource;

    OutboxSlot(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Positions count the bytes of the server's write-ahead log since its beginning.
     *
     * @param written where the log ends: all that is committed lies before it
     * @param session the server's process that streams to the connector; 0 where none does
     * @param confirmed how far the connector has put everything into Kafka
     * @param retained bytes of the log that wait on the disk for the connector
     * @param lost the connector can never go on where it was: it was away for too long, or has no slot yet
     */
    record State(long written, int session, long confirmed, long retained, boolean lost) {
        /**
         * Whether everything that was committed when the earlier state was taken has reached Kafka. One session has
         * streamed from there to here; so the slot is still the one that it was then. Beyond the earlier end of the log and
         * not just there: a new slot counts as confirmed where it begins, before its snapshot has arrived.
         */
        boolean hasSentAllOf(State earlier) {
            return continues(earlier) && confirmed > earlier.written;
        }

        /** Whether one session has streamed from there to here. */
        boolean continues(State earlier) {
            return session != 0 && session == earlier.session;
        }
    }

    State look() throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(LOOK);
                var row = select.executeQuery()) {
            row.next();
            return new State(
                    row.getLong("written"),
                    row.getInt("active_pid"),
                    row.getLong("confirmed"),
                    row.getLong("retained"),
                    row.getBoolean("lost"));
        }
    }
}
