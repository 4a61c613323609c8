package io.turnstile.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** An auditor's look into the database: what was written, whoever wrote it. */
@ApplicationScoped
public class Books {
    private static final String STOCK_AND_ORDERS = """
            SELECT s.sellable, s.reserved, s.sold,
                   coalesce(sum(l.quantity) FILTER (WHERE o.status = 'PENDING_PAYMENT'), 0) AS pending,
                   coalesce(sum(l.quantity) FILTER (WHERE o.status = 'PAID'), 0) AS paid
            FROM stock s LEFT JOIN order_line l USING (product_id) LEFT JOIN orders o USING (order_id)
            WHERE s.product_id = ?
            GROUP BY s.product_id
            """;

    private final DataSource dataSource;

    Books(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reserved is what the pending orders hold, sold what the paid ones hold, and together never more than sellable. */
    public void assertBalanced(long product) {
        query(STOCK_AND_ORDERS, product, row -> {
            assertEquals(row.getLong("pending"), row.getLong("reserved"), "reserved");
            assertEquals(row.getLong("paid"), row.getLong("sold"), "sold");
            return assertNotOversold(row);
        });
    }

    private static boolean assertNotOversold(ResultSet row) throws SQLException {
        var taken = row.getLong("reserved") + row.getLong("sold");
        assertTrue(taken <= row.getLong("sellable"), () -> "oversold: " + taken);
        return true;
    }

    public long unpaidOf(String buyer) {
        return query(
                        "SELECT count(*) FROM orders WHERE buyer_id = ? AND status = 'PENDING_PAYMENT'",
                        buyer,
                        row -> row.getLong(1))
                .getFirst();
    }

    public long pendingPast(Instant time) {
        return query(
                        "SELECT count(*) FROM orders WHERE expires_at <= ? AND status = 'PENDING_PAYMENT'",
                        time.atOffset(ZoneOffset.UTC),
                        row -> row.getLong(1))
                .getFirst();
    }

    public String status(UUID order) {
        return query("SELECT status FROM orders WHERE order_id = ?", order, row -> row.getString(1))
                .getFirst();
    }

    /** What was told of the order, in the order of telling: {@code OrderCreated}, {@code OrderPaid}. */
    public List<String> told(UUID order) {
        return query(
                "SELECT split_part(type, '.', 2) FROM outbox WHERE aggregate_id = ? ORDER BY id",
                order.toString(),
                row -> row.getString(1));
    }

    /** What became of the order's payments: {@code APPLIED}, or the reason why one is due back; sorted. */
    public List<String> payments(UUID order) {
        return query(
                "SELECT coalesce(refund_reason, outcome) FROM order_payment WHERE order_id = ? ORDER BY 1",
                order,
                row -> row.getString(1));
    }

    public long refundsDue() {
        return query("SELECT count(*) FROM order_payment WHERE outcome = ?", "REFUND_DUE", row -> row.getLong(1))
                .getFirst();
    }

    /** The payloads in the outbox that name somebody and wait for their age to go. */
    public List<String> stayingInTheOutbox(String name) {
        return query(
                "SELECT payload FROM outbox WHERE strpos(payload, ?) > 0 AND NOT goes_early",
                name,
                row -> row.getString(1));
    }

    /** How many buyers with so many orders were erased. */
    public long erasuresOf(int orders) {
        return query("SELECT count(*) FROM erasure WHERE orders = ?", orders, row -> row.getLong(1))
                .getFirst();
    }

    /** The service looks every two seconds; whoever asked it to look at once may find that it is at it. */
    public void awaitNoErasure() {
        await().atMost(Duration.ofSeconds(30)).until(() -> query(
                        "SELECT 1 FROM erasure WHERE erased_at IS NULL AND requested_at < ?",
                        OffsetDateTime.now(),
                        _ -> 1)
                .isEmpty());
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Object parameter, Reading<T> reading) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
