package io.turnstile.payment;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** What is in the database in the end. */
@Singleton
class PaymentRows {
    private final DataSource dataSource;

    PaymentRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    long payments(UUID orderId) {
        return number("SELECT count(*) FROM payment WHERE order_id = ?", orderId);
    }

    long successes(UUID orderId) {
        return number("SELECT count(succeeded_at) FROM payment WHERE order_id = ?", orderId);
    }

    long events(UUID orderId) {
        return number(
                "SELECT count(*) FROM outbox WHERE type = 'turnstile.PaymentSucceeded.v1' AND aggregate_id = ?",
                orderId.toString());
    }

    /** How many refusals of the order's transactions are kept for audit, repetitions not counted. */
    long refusals(UUID orderId, String reason) {
        return number("SELECT count(*) FROM refused_notification WHERE order_id = ? AND reason = ?", orderId, reason);
    }

    long timesRefused(UUID orderId) {
        return number("SELECT coalesce(sum(times), 0) FROM refused_notification WHERE order_id = ?", orderId);
    }

    /** Everything that a notification can leave behind. */
    long all() {
        return number("SELECT (SELECT count(*) FROM payment) + (SELECT count(*) FROM outbox)"
                + " + (SELECT coalesce(sum(times), 0) FROM refused_notification)");
    }

    private long number(String sql, Object... parameters) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
