package io.turnstile.reporting.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The tickets that were issued, each once. */
@ApplicationScoped
public class Tickets implements PanacheRepositoryBase<Ticket, String> {
    /** In one order, as {@link Scans} does it. */
    private static final String INSERT = """
            INSERT INTO ticket (ticket_code, order_id, product_id, product_name, issued_at)
            SELECT * FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[]) AS told (ticket_code)
             ORDER BY ticket_code
            ON CONFLICT DO NOTHING
            """;

    private final DataSource dataSource;

    Tickets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds the tickets in one statement; one that is there already stays as it is. To be called inside a transaction. */
    public void add(List<Ticket> tickets) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            new Columns<>(insert, tickets)
                    .add("text", ticket -> ticket.ticketCode)
                    .add("uuid", ticket -> ticket.orderId)
                    .add("bigint", ticket -> ticket.productId)
                    .add("text", ticket -> ticket.productName)
                    .add("timestamptz", ticket -> ticket.issuedAt);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new ReadModelException("tickets could not be added", e);
        }
    }

    /** How many were issued in the window. */
    public long issuedIn(Window window) {
        return count("issuedAt >= ?1 AND issuedAt < ?2", window.from(), window.to());
    }

    /** Looked up for the given scans alone, and not joined: no plan can then read more tickets than these. */
    public List<ScanOfTicket> of(List<Scan> scans) {
        var codes = scans.stream()
                .map(scan -> scan.ticketCode)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Ticket> tickets = list("ticketCode IN ?1", codes).stream()
                .collect(Collectors.toMap(ticket -> ticket.ticketCode, Function.identity()));
        return scans.stream()
                .map(scan -> new ScanOfTicket(scan, tickets.get(scan.ticketCode)))
                .toList();
    }
}
