package io.turnstile.order.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * The counters of what may be, is about to be and is sold; {@link NewOrders} reserves. Invariant, held by the database too:
 * {@code reserved + sold <= sellable}.
 *
 * <p>Every transaction locks a buyer first, if any, then its orders, and stock rows last, ascending by product id: the
 * hottest rows are held for the shortest time, and no two transactions wait for each other in a circle. (The rows of a new
 * order come after its stock: nobody else knows them. Several new orders of one product in one transaction take their
 * buyers' turns when they hold its row, but do not wait for them.)
 */
@ApplicationScoped
public class Stock {
    private static final String SELL_RESERVED =
            "UPDATE stock SET reserved = reserved - :quantity, sold = sold + :quantity WHERE product_id = :product";
    private static final String SELL_FREE = """
            UPDATE stock SET sold = sold + :quantity
            WHERE product_id = :product AND reserved + sold + :quantity <= sellable
            """;
    private static final String RELEASE = """
            UPDATE stock SET reserved = reserved - :quantity,
                             sellable = greatest(published, reserved - :quantity + sold)
            WHERE product_id = :product
            """;
    private static final String PUBLISH = """
            INSERT INTO stock (product_id, published, sellable) VALUES (:product, :quantity, :quantity)
            ON CONFLICT (product_id) DO UPDATE
            SET published = excluded.published, sellable = greatest(excluded.published, stock.reserved + stock.sold)
            """;
    private static final String LOCK_IN_ORDER =
            "SELECT reserved + sold, sellable FROM stock WHERE product_id = :product FOR UPDATE";

    private final Session session;

    Stock(Session session) {
        this.session = session;
    }

    /** What was reserved becomes sold. */
    public void sellReserved(List<OrderLine> lines) {
        ascending(lines).entrySet().forEach(line -> update(SELL_RESERVED, line));
    }

    /** Sells what was released before, all lines or none. @return false where too little is left; nothing is changed */
    public boolean sellReleased(List<OrderLine> lines) {
        var wanted = ascending(lines);
        if (!wanted.entrySet().stream().allMatch(this::isLeft)) {
            return false;
        }
        wanted.entrySet().forEach(line -> update(SELL_FREE, line));
        return true;
    }

    /** What was reserved is free again. */
    public void release(List<OrderLine> lines) {
        ascending(lines).entrySet().forEach(line -> update(RELEASE, line));
    }

    /** The catalog lets this many be sold in all. */
    public void publish(long productId, int sellable) {
        update(PUBLISH, Map.entry(productId, sellable));
    }

    private boolean isLeft(Map.Entry<Long, Integer> line) {
        return session.createNativeQuery(LOCK_IN_ORDER, Object[].class)
                .setParameter("product", line.getKey())
                .getResultStream()
                .anyMatch(row -> ((Number) row[0]).longValue() + line.getValue() <= ((Number) row[1]).longValue());
    }

    private int update(String sql, Map.Entry<Long, Integer> line) {
        return session.createNativeMutationQuery(sql)
                .setParameter("product", line.getKey())
                .setParameter("quantity", line.getValue())
                .executeUpdate();
    }

    /** Several orders may hold the same product: one row is then updated once. */
    private static Map<Long, Integer> ascending(List<OrderLine> lines) {
        return lines.stream()
                .sorted(Comparator.comparingLong(line -> line.productId))
                .collect(Collectors.toMap(
                        line -> line.productId, line -> line.quantity, Integer::sum, LinkedHashMap::new));
    }
}
