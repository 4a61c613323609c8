package io.turnstile.reporting.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The scans, each once. */
@ApplicationScoped
public class Scans {
    private static final String INSERT = """
            INSERT INTO redemption (event_id, ts, result, reason, ticket_code, function_code, operator_id, location_id,
                                    venue_code, terminal_device_id, remaining_uses, order_id, product_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    /** Tickets are looked up for the rows of the page alone, however many the window holds. */
    private static final String PAGE = """
            SELECT scan.event_id, scan.ts, scan.result, scan.reason, scan.ticket_code, scan.function_code,
                   scan.operator_id, scan.location_id, scan.venue_code, scan.terminal_device_id, scan.remaining_uses,
                   coalesce(scan.order_id, ticket.order_id) AS order_id,
                   coalesce(scan.product_id, ticket.product_id) AS product_id,
                   ticket.product_name
              FROM (SELECT *
                      FROM redemption
                     WHERE ts >= ? AND (ts, event_id) < (?, ?)%s
                     ORDER BY ts DESC, event_id DESC
                     LIMIT ?) scan
              LEFT JOIN ticket USING (ticket_code)
             ORDER BY scan.ts DESC, scan.event_id DESC
            """;

    private static final String NEWEST = "SELECT max(ts) FROM redemption";

    private final DataSource dataSource;

    Scans(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds the scan; one that is there already stays as it is. */
    public void add(Scan scan) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, scan.eventId());
            insert.setObject(2, scan.ts().atOffset(ZoneOffset.UTC));
            insert.setString(3, scan.result().code());
            insert.setString(4, scan.reason());
            insert.setString(5, scan.ticketCode());
            insert.setString(6, scan.functionCode());
            insert.setString(7, scan.operatorId());
            insert.setObject(8, scan.locationId(), Types.BIGINT);
            insert.setString(9, scan.venueCode());
            insert.setString(10, scan.terminalDeviceId());
            insert.setObject(11, scan.remainingUses(), Types.INTEGER);
            insert.setObject(12, scan.product() == null ? null : scan.product().orderId(), Types.OTHER);
            insert.setObject(13, scan.product() == null ? null : scan.product().productId(), Types.BIGINT);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new ReadModelException("a scan could not be added", e);
        }
    }

    /** The next scans from the position on, newest first, {@code max} at most. */
    public List<Scan> page(ScanFilter filter, Position position, int max) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(PAGE.formatted(conditions(filter)))) {
            bind(select, filter, position, max);
            try (var rows = select.executeQuery()) {
                var page = new ArrayList<Scan>();
                while (rows.next()) {
                    page.add(scan(rows));
                }
                return page;
            }
        } catch (SQLException e) {
            throw new ReadModelException("scans could not be read", e);
        }
    }

    /** When the newest scan was made; empty where there is none. */
    public Optional<Instant> newest() {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(NEWEST);
                var rows = select.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        } catch (SQLException e) {
            throw new ReadModelException("the newest scan could not be read", e);
        }
    }

    /** Only the conditions that the filter has: with one statement for all, the planner could not choose its index. */
    private static String conditions(ScanFilter filter) {
        return (filter.functionCode() == null ? "" : " AND function_code = ?")
                + (filter.locationId() == null ? "" : " AND location_id = ?")
                + (filter.result() == null ? "" : " AND result = ?");
    }

    private static void bind(PreparedStatement select, ScanFilter filter, Position position, int max)
            throws SQLException {
        var index = 0;
        select.setObject(++index, filter.window().from().atOffset(ZoneOffset.UTC));
        select.setObject(++index, position.ts().atOffset(ZoneOffset.UTC));
        select.setObject(++index, position.eventId());
        if (filter.functionCode() != null) {
            select.setString(++index, filter.functionCode());
        }
        if (filter.locationId() != null) {
            select.setLong(++index, filter.locationId());
        }
        if (filter.result() != null) {
            select.setString(++index, filter.result().code());
        }
        select.setInt(++index, max);
    }

    private static Scan scan(ResultSet row) throws SQLException {
        return new Scan(
                row.getObject("event_id", UUID.class),
                row.getObject("ts", OffsetDateTime.class).toInstant(),
                Result.ofCode(row.getString("result")).orElseThrow(),
                row.getString("reason"),
                row.getString("ticket_code"),
                row.getString("function_code"),
                row.getString("operator_id"),
                row.getObject("location_id", Long.class),
                row.getString("venue_code"),
                row.getString("terminal_device_id"),
                row.getObject("remaining_uses", Integer.class),
                product(row));
    }

    private static Scan.SoldProduct product(ResultSet row) throws SQLException {
        var order = row.getObject("order_id", UUID.class);
        return order == null
                ? null
                : new Scan.SoldProduct(order, row.getLong("product_id"), row.getString("product_name"));
    }
}
