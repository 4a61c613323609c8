package io.turnstile.order.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The hot path: all SQL of placing an order, which is one look ({@link #look}) and one write ({@link #PLACE}), a round trip
 * each. The write changes only what the look has seen: it does nothing where, as it begins, the buyer has placed another
 * order, a product has another version, or too little is left when it is its turn. Then one must look again.
 */
@ApplicationScoped
public class NewOrders {
    /** The key last: whatever the others have seen of an order that was placed just now, its key is seen too. */
    static final String LOOK = """
            SELECT p.product_id, version, name, status, sale_start_at, sale_end_at, price, currency, valid_for_days,
                   valid_from, functions, coalesce(s.sellable - s.reserved - s.sold, 0) AS left_over
              FROM product p LEFT JOIN stock s USING (product_id)
             WHERE p.product_id = ANY (?);
            SELECT o.order_id, o.expires_at, line.product_id, line.quantity
              FROM orders o LEFT JOIN order_line line USING (order_id)
             WHERE o.buyer_id = ? AND o.status = 'PENDING_PAYMENT';
            SELECT uuidv7() AS new_id, c.order_id, c.request_hash
              FROM (VALUES (?, ?)) AS wanted (buyer_id, claim_key) LEFT JOIN order_claim c USING (buyer_id, claim_key)
            """;

    /**
     * The buyer's orders are placed one by one, so that what was counted of them stays true: the second statement sees all
     * that was committed under the lock, and both are one transaction, being sent as one. Stock is locked in the order of
     * {@link Stock}, and nobody waits for this client while it is: the same statement ends the transaction.
     *
     * <p>The buyer is given once more where his orders are looked for, not joined: a plan that was made while no order was
     * pending would join by reading all that are, for as long as it is kept.
     */
    public static final String PLACE = """
            SELECT pg_advisory_xact_lock(hashtextextended(?, 0));
            WITH request AS (
                SELECT ?::text AS buyer_id, ?::text AS claim_key, ?::bytea AS request_hash, ?::uuid AS order_id,
                       ?::uuid[] AS pending, ?::text AS status, ?::bigint AS total, ?::text AS currency,
                       ?::text AS channel_id, ?::text AS out_trade_no, ?::timestamptz AS created_at,
                       ?::timestamptz AS expires_at
            ), wanted AS (
                SELECT * FROM unnest(?::bigint[], ?::integer[], ?::bigint[]) AS w (product_id, quantity, version)
            ), held AS (
                SELECT product_id, quantity
                  FROM wanted JOIN product USING (product_id, version) JOIN stock s USING (product_id)
                 WHERE s.reserved + s.sold + quantity <= s.sellable
                   AND NOT EXISTS (SELECT FROM orders o, request
                                    WHERE o.buyer_id = ? AND o.status = 'PENDING_PAYMENT'
                                      AND o.order_id <> ALL (request.pending))
                 ORDER BY product_id
                   FOR NO KEY UPDATE OF s
            ), claimed AS (
                INSERT INTO order_claim (buyer_id, claim_key, request_hash, order_id)
                SELECT buyer_id, claim_key, request_hash, order_id FROM request
                 WHERE (SELECT count(*) FROM held) = (SELECT count(*) FROM wanted)
                RETURNING order_id
            ), changed AS (
                INSERT INTO orders (order_id, buyer_id, status, total, currency, channel_id, out_trade_no, created_at,
                                    expires_at)
                SELECT order_id, buyer_id, status, total, currency, channel_id, out_trade_no, created_at, expires_at
                  FROM claimed JOIN request USING (order_id)
                RETURNING order_id
            ), lines AS (
                INSERT INTO order_line (order_id, product_id, product_name, quantity, unit_price, valid_for_days,
                                        valid_from, functions)
                SELECT order_id, product_id, name, quantity, price, valid_for_days, valid_from, functions
                  FROM changed, held JOIN product USING (product_id)
            ), reserved AS (
                UPDATE stock s SET reserved = s.reserved + held.quantity
                  FROM changed, held
                 WHERE s.product_id = held.product_id
            )""";

    /** As Hibernate writes it. */
    private static final ObjectReader FUNCTIONS = new ObjectMapper().readerForListOf(FunctionGrant.class);

    private final DataSource dataSource;

    NewOrders(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Without a lock. */
    public Situation look(String buyerId, String claimKey, Collection<Long> productIds) {
        try (var connection = dataSource.getConnection();
                var look = connection.prepareStatement(LOOK)) {
            look.setArray(1, connection.createArrayOf("bigint", productIds.toArray()));
            look.setString(2, buyerId);
            look.setString(3, buyerId);
            look.setString(4, claimKey);
            look.execute();
            var offers = offers(look.getResultSet());
            var pending = pending(next(look));
            var key = next(look);
            key.next();
            return new Situation(key.getObject("new_id", UUID.class), claim(key), offers, pending);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Sets the parameters of {@link #PLACE}.
     *
     * @param seen what the order was made from
     * @return the index of the statement's next parameter
     */
    public int set(PreparedStatement place, Order order, String key, byte[] requestHash, Situation seen)
            throws SQLException {
        var connection = place.getConnection();
        var index = 1;
        place.setString(index++, order.buyerId);
        place.setString(index++, order.buyerId);
        place.setString(index++, key);
        place.setBytes(index++, requestHash);
        place.setObject(index++, order.orderId);
        place.setArray(
                index++, connection.createArrayOf("uuid", seen.pending().ids().toArray()));
        place.setString(index++, order.status.name());
        place.setLong(index++, order.total);
        place.setString(index++, order.currency);
        place.setString(index++, order.channelId);
        place.setString(index++, order.outTradeNo);
        place.setObject(index++, order.createdAt.atOffset(ZoneOffset.UTC));
        place.setObject(index++, order.expiresAt.atOffset(ZoneOffset.UTC));
        place.setArray(index++, array(connection, "bigint", order, line -> line.productId));
        place.setArray(index++, array(connection, "integer", order, line -> line.quantity));
        place.setArray(index++, array(connection, "bigint", order, line -> seen.versionOf(line.productId)));
        place.setString(index++, order.buyerId);
        return index;
    }

    private static Array array(Connection connection, String type, Order order, Function<OrderLine, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, order.lines.stream().map(value).toArray());
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
            throw new PersistenceException(e);
        }
    }

    private static PendingOrders pending(ResultSet rows) throws SQLException {
        var held = new ArrayList<PendingOrders.Held>();
        while (rows.next()) {
            held.add(new PendingOrders.Held(
                    rows.getObject("order_id", UUID.class),
                    instant(rows, "expires_at"),
                    rows.getLong("product_id"),
                    rows.getInt("quantity")));
        }
        return new PendingOrders(held);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
