package io.turnstile.local.client;

import io.turnstile.local.LocalException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks into order-service's database for what no client's API tells: a payment gateway knows an order's amount because
 * the buyer's app told it, and the launcher plays that app too.
 */
public record OrderDatabase(String host, int port, String password) {
    private static final String NAME = "order_service";

    private static final String AMOUNT = "SELECT total, currency FROM orders WHERE order_id = ?";
    private static final String KNOWN_PRODUCTS = "SELECT count(*) FROM product WHERE product_id = ANY (?)";

    /** @param amount minor units of {@code currency} */
    public record Amount(long amount, String currency) {}

    public Optional<Amount> amountOf(UUID orderId) {
        try (var connection = connect();
                var select = connection.prepareStatement(AMOUNT)) {
            select.setObject(1, orderId);
            var row = select.executeQuery();
            return row.next() ? Optional.of(new Amount(row.getLong(1), row.getString(2))) : Optional.empty();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Whether all of these can be ordered already: order-service learns of products by events. */
    public boolean knowsProducts(List<Long> ids) {
        try (var connection = connect();
                var select = connection.prepareStatement(KNOWN_PRODUCTS)) {
            select.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            var row = select.executeQuery();
            row.next();
            return row.getInt(1) == ids.size();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://%s:%d/%s?connectTimeout=5&loginTimeout=5&socketTimeout=60"
                .formatted(host, port, NAME);
        return DriverManager.getConnection(url, NAME, password);
    }

    private static LocalException unreachable(SQLException e) {
        return new LocalException("the orders cannot be looked up: " + e.getMessage(), e);
    }
}
