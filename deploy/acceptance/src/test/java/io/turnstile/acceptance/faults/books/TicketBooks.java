package io.turnstile.acceptance.faults.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What ticket-service holds. */
public record TicketBooks(List<String> issuances, List<Ticket> tickets, List<Entitlement> entitlements, Mail mail) {

    public record Ticket(String code, String orderId, String buyer, long product) {}

    /** venue-service owns the uses and holds the same. */
    public record Entitlement(String ticket, String function, int total, int remaining) {}

    static TicketBooks read(Connection connection) throws SQLException {
        var query = Query.in(connection);
        return new TicketBooks(
                query.rows(
                        "SELECT order_id FROM issuance WHERE issued_at IS NOT NULL", row -> row.getString("order_id")),
                query.rows(
                        "SELECT code, order_id, buyer_id, product_id FROM ticket",
                        row -> new Ticket(
                                row.getString("code"),
                                row.getString("order_id"),
                                row.getString("buyer_id"),
                                row.getLong("product_id"))),
                entitlements(query, "entitlement"),
                Mail.read(query, true));
    }

    static List<Entitlement> entitlements(Query query, String table) throws SQLException {
        return query.rows(
                "SELECT ticket_code, function_code, total_uses, remaining_uses FROM " + table,
                row -> new Entitlement(
                        row.getString("ticket_code"),
                        row.getString("function_code"),
                        row.getInt("total_uses"),
                        row.getInt("remaining_uses")));
    }
}
