package io.turnstile.acceptance.faults.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What catalog-service holds. */
public record CatalogBooks(List<Product> products, List<Hold> holds, Mail mail) {

    /** @param held by all orders together, as availability is shown */
    public record Product(long id, int sellable, long held) {}

    /** @param status RESERVED, RELEASED or SOLD */
    public record Hold(String orderId, long product, int quantity, String status) {}

    static CatalogBooks read(Connection connection) throws SQLException {
        var query = Query.in(connection);
        return new CatalogBooks(
                query.rows(
                        "SELECT id, sellable, coalesce(held, 0) AS held FROM product LEFT JOIN held_stock ON id = product_id",
                        row -> new Product(row.getLong("id"), row.getInt("sellable"), row.getLong("held"))),
                query.rows(
                        "SELECT order_id, product_id, quantity, status FROM hold",
                        row -> new Hold(
                                row.getString("order_id"),
                                row.getLong("product_id"),
                                row.getInt("quantity"),
                                row.getString("status"))),
                Mail.read(query, true));
    }
}
