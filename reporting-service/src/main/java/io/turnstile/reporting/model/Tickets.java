package io.turnstile.reporting.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** The tickets that were issued, each once. */
@ApplicationScoped
public class Tickets {
    private static final String INSERT = """
            INSERT INTO ticket (ticket_code, order_id, product_id, product_name, issued_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String COUNT = "SELECT count(*) FROM ticket WHERE issued_at >= ? AND issued_at < ?";

    private final DataSource dataSource;

    Tickets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds the tickets; one that is there already stays as it is. */
    public void add(List<Ticket> tickets) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            for (var ticket : tickets) {
                insert.setString(1, ticket.ticketCode());
                insert.setObject(2, ticket.orderId());
                insert.setLong(3, ticket.productId());
                insert.setString(4, ticket.productName());
                insert.setObject(5, ticket.issuedAt().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new ReadModelException("tickets could not be added", e);
        }
    }

    /** How many were issued in the window. */
    public long issuedIn(Window window) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(COUNT)) {
            select.setObject(1, window.from().atOffset(ZoneOffset.UTC));
            select.setObject(2, window.to().atOffset(ZoneOffset.UTC));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new ReadModelException("tickets could not be counted", e);
        }
    }
}
