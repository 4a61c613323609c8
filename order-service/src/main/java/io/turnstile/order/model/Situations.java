package io.turnstile.order.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The first half of the hot path: all that decides about new orders, in one round trip. {@link NewOrders} is the other. */
@ApplicationScoped
public class Situations {
    /**
     * The keys last: whatever the others have seen of an order that was placed just now, its key is seen too. LIMIT and
     * OFFSET keep the planner from joins with whole tables, which look cheap on an empty day: the key of each request and
     * the lines of each order are found as if they were looked for alone.
     */
    static final String LOOK = """
            SELECT p.product_id, version, name, status, sale_start_at, sale_end_at, price, currency, valid_for_days,
                   valid_from, functions, coalesce(s.sellable - s.reserved - s.sold, 0) AS left_over
              FROM product p LEFT JOIN stock s USING (product_id)
             WHERE p.product_id = ANY (?);
            SELECT o.buyer_id, o.order_id, o.expires_at, line.product_id, line.quantity
              FROM orders o
              LEFT JOIN LATERAL (SELECT product_id, quantity FROM order_line WHERE order_id = o.order_id OFFSET 0) line
                ON true
             WHERE o.buyer_id = ANY (?) AND o.status = 'PENDING_PAYMENT';
            SELECT uuidv7() AS new_id, claim.order_id, claim.request_hash
              FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS wanted (buyer_id, claim_key, n)
              LEFT JOIN LATERAL (SELECT order_id, request_hash FROM order_claim c
                                  WHERE c.buyer_id = wanted.buyer_id AND c.claim_key = wanted.claim_key LIMIT 1) claim
                ON true
             ORDER BY n
            """;

    /** As Hibernate writes it. */
    private static final ObjectReader FUNCTIONS = new ObjectMapper().readerForListOf(FunctionGrant.class);

    private final DataSource dataSource;

    Situations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What somebody wants to order, and under which key. */
    public record Wanted(String buyerId, String claimKey, Collection<Long> productIds) {}

    /**
     * Without a lock.
     *
     * @return in the order of what is wanted
     * @throws PersistenceException where the database refuses the statement or is away
     */
    public List<Situation> look(List<Wanted> all) {
        try (var connection = dataSource.getConnection();
                var look = connection.prepareStatement(LOOK)) {
            var products = all.stream().flatMap(one -> one.productIds().stream());
            var buyers = all.stream().map(Wanted::buyerId);
            look.setArray(1, NewOrders.array(connection, "bigint", products.distinct()));
            look.setArray(2, NewOrders.array(connection, "text", buyers.distinct()));
            look.setArray(3, NewOrders.array(connection, "text", all.stream().map(Wanted::buyerId)));
            look.setArray(4, NewOrders.array(connection, "text", all.stream().map(Wanted::claimKey)));
            look.execute();
            var offers = offers(look.getResultSet());
            var pending = pending(next(look));
            return situations(all, offers, pending, next(look));
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static List<Situation> situations(
            List<Wanted> all, Map<Long, Situation.Offer> offers, Map<String, PendingOrders> pending, ResultSet keys)
            throws SQLException {
        var situations = new ArrayList<Situation>();
        for (var one : all) {
            keys.next();
            situations.add(new Situation(
                    keys.getObject("new_id", UUID.class),
                    claim(keys),
                    offersOf(one, offers),
                    pending.getOrDefault(one.buyerId(), new PendingOrders(List.of()))));
        }
        return situations;
    }

    private static Map<Long, Situation.Offer> offersOf(Wanted one, Map<Long, Situation.Offer> offers) {
        var its = new HashMap<Long, Situation.Offer>();
        for (var productId : one.productIds()) {
            var offer = offers.get(productId);
            if (offer != null) {
                its.put(productId, offer);
            }
        }
        return its;
    }

    private static ResultSet next(PreparedStatement statement) throws SQLException {
        statement.getMoreResults();
        return statement.getResultSet();
    }

    private static Optional<Claim> claim(ResultSet row) throws SQLException {
        var orderId = row.getObject("order_id", UUID.class);
        return orderId == null ? Optional.empty() : Optional.of(new Claim(orderId, row.getBytes("request_hash")));
    }

    private static Map<Long, Situation.Offer> offers(ResultSet rows) throws SQLException {
        var offers = new HashMap<Long, Situation.Offer>();
        while (rows.next()) {
            var product = product(rows);
            offers.put(product.productId, new Situation.Offer(product, rows.getLong("left_over")));
        }
        return offers;
    }

    private static Product product(ResultSet row) throws SQLException {
        var product = new Product();
        product.productId = row.getLong("product_id");
        product.version = row.getLong("version");
        product.name = row.getString("name");
        product.status = row.getString("status");
        product.saleStartAt = instant(row, "sale_start_at");
        product.saleEndAt = instant(row, "sale_end_at");
        product.price = row.getLong("price");
        product.currency = row.getString("currency");
        product.validForDays = row.getInt("valid_for_days");
        product.validFrom = instant(row, "valid_from");
        product.functions = functions(row.getString("functions"));
        return product;
    }

    private static List<FunctionGrant> functions(String json) {
        try {
            return FUNCTIONS.readValue(json);
        } catch (JsonProcessingException e) {
            // A fault of this product, and not of the database.
            throw new IllegalStateException(e);
        }
    }

    /** By buyer; who is not there has none. */
    private static Map<String, PendingOrders> pending(ResultSet rows) throws SQLException {
        var held = new HashMap<String, List<PendingOrders.Held>>();
        while (rows.next()) {
            held.computeIfAbsent(rows.getString("buyer_id"), _ -> new ArrayList<>())
                    .add(new PendingOrders.Held(
                            rows.getObject("order_id", UUID.class),
                            instant(rows, "expires_at"),
                            rows.getLong("product_id"),
                            rows.getInt("quantity")));
        }
        var pending = new HashMap<String, PendingOrders>();
        held.forEach((buyer, its) -> pending.put(buyer, new PendingOrders(its)));
        return pending;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
