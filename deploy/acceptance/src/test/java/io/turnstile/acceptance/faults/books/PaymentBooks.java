package io.turnstile.acceptance.faults.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What payment-service holds. */
public record PaymentBooks(List<Payment> payments, List<KnownOrder> orders, Mail mail) {

    public record Payment(String id, String transaction, String orderId, long amount, boolean succeeded) {}

    /**
     * @param amount 0 where only its tickets are known
     * @param tickets 0 where none are known to be issued
     */
    public record KnownOrder(String orderId, long amount, int tickets) {}

    static PaymentBooks read(Connection connection) throws SQLException {
        var query = Query.in(connection);
        return new PaymentBooks(
                query.rows(
                        "SELECT payment_id, gateway_txn_id, order_id, amount, succeeded_at IS NOT NULL AS ok FROM payment",
                        row -> new Payment(
                                row.getString("payment_id"),
                                row.getString("gateway_txn_id"),
                                row.getString("order_id"),
                                row.getLong("amount"),
                                row.getBoolean("ok"))),
                query.rows(
                        "SELECT order_id, amount, tickets_issued FROM known_order",
                        row -> new KnownOrder(
                                row.getString("order_id"), row.getLong("amount"), row.getInt("tickets_issued"))),
                Mail.read(query, true));
    }
}
