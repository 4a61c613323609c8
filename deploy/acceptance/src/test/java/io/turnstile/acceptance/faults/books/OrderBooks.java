package io.turnstile.acceptance.faults.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What order-service holds. */
public record OrderBooks(List<Order> orders, List<Line> lines, List<Stock> stock, List<Payment> payments, Mail mail) {

    public record Order(String id, String buyer, String status, long total) {
        public boolean isPaid() {
            return status.equals("PAID");
        }

        public boolean isPending() {
            return status.equals("PENDING_PAYMENT");
        }
    }

    /** @param uses per ticket, as {@code function=uses} sorted and joined by commas */
    public record Line(String orderId, long product, int quantity, String uses) {}

    public record Stock(long product, int published, int sellable, int reserved, int sold) {}

    /** @param outcome APPLIED or REFUND_DUE */
    public record Payment(String id, String orderId, String outcome) {}

    static OrderBooks read(Connection connection) throws SQLException {
        var query = Query.in(connection);
        return new OrderBooks(
                query.rows(
                        "SELECT order_id, buyer_id, status, total FROM orders",
                        row -> new Order(
                                row.getString("order_id"),
                                row.getString("buyer_id"),
                                row.getString("status"),
                                row.getLong("total"))),
                query.rows(
                        """
                        SELECT order_id, product_id, quantity,
                               (SELECT string_agg((f ->> 'functionCode') || '=' || (f ->> 'quantity'), ','
                                                  ORDER BY f ->> 'functionCode')
                                FROM jsonb_array_elements(functions) f) AS uses
                        FROM order_line
                        """,
                        row -> new Line(
                                row.getString("order_id"),
                                row.getLong("product_id"),
                                row.getInt("quantity"),
                                row.getString("uses"))),
                query.rows(
                        "SELECT product_id, published, sellable, reserved, sold FROM stock",
                        row -> new Stock(
                                row.getLong("product_id"),
                                row.getInt("published"),
                                row.getInt("sellable"),
                                row.getInt("reserved"),
                                row.getInt("sold"))),
                query.rows(
                        "SELECT payment_id, order_id, outcome FROM order_payment",
                        row -> new Payment(
                                row.getString("payment_id"), row.getString("order_id"), row.getString("outcome"))),
                Mail.read(query, true));
    }
}
