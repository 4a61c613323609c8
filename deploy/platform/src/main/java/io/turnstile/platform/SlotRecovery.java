package io.turnstile.platform;

import io.turnstile.platform.Manifests.Connector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Lets an outbox connector begin anew after the server has given its replication slot up. What the slot would have told
 * still stands in the outbox, whose purge removes nothing that was not sent; so the connector reads the whole table, and
 * then goes on from a new slot. What was sent before is sent again, which consumers know by its id.
 *
 * @param password of the connector's role
 */
public record SlotRecovery(Connector connector, String connectUrl, String jdbcUrl, String password) {
    /** One row: a slot that is missing counts as lost too. */
    private static final String USABLE = """
            SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = ? AND wal_status <> 'lost')
            """;

    private static final String DROP = """
            SELECT pg_drop_replication_slot(slot_name) IS NULL FROM pg_replication_slots WHERE slot_name = ?
            """;

    /** @return false where the server has given the slot up, or has none of that name */
    public boolean slotIsUsable() {
        return withSlot(USABLE);
    }

    /**
     * Comes back when the connector has been told to begin. Interrupted, it can be done again.
     *
     * @throws PlatformException where Connect or the database refuses for long
     */
    public void begin() {
        var connect = new ConnectApi(connectUrl);
        var name = connector.name();
        ConnectApi.patiently(() -> connect.stop(name));
        // The offsets go first: whoever finds them later, without a slot, must not take them for good.
        ConnectApi.patiently(() -> connect.forgetOffsets(name));
        ConnectApi.patiently(() -> withSlot(DROP));
        ConnectApi.patiently(() -> connect.resume(name));
    }

    private boolean withSlot(String sql) {
        try (var connection = connect();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, connector.config().get("slot.name"));
            try (var row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new PlatformException("the slot of " + connector.name() + ": " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, connector.config().get("database.user"), password);
    }
}
