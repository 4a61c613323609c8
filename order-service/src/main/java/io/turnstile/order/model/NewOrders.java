package io.turnstile.order.model;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * The second half of the hot path: the write, in one statement. It changes only what {@link Situations} saw: it does nothing
 * where, as it begins, the buyer has placed another order or is just placing one, a product has another version, or too
 * little is left when it is its turn. Then one must look again.
 */
public final class NewOrders {
    /**
     * The buyer's orders are placed one by one, so that what was counted of them stays true ({@code has_turn}); nobody waits
     * for a turn. Stock is locked in the order of {@link Stock}, and nobody waits for this client while it is: the same
     * statement ends the transaction, or the last of those that are sent with it.
     */
    public static final String PLACE = """
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
                   AND (SELECT has_turn(buyer_id, pending) FROM request)
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

    private NewOrders() {}

    /**
     * Sets the parameters of {@link #PLACE}.
     *
     * @param seen what the order was made from
     * @return the index of the statement's next parameter
     */
    public static int set(PreparedStatement place, Order order, String key, byte[] requestHash, Situation seen)
            throws SQLException {
        var connection = place.getConnection();
        var index = 1;
        place.setString(index++, order.buyerId);
        place.setString(index++, key);
        place.setBytes(index++, requestHash);
        place.setObject(index++, order.orderId);
        place.setArray(index++, array(connection, "uuid", seen.pending().ids().stream()));
        place.setString(index++, order.status.name());
        place.setLong(index++, order.total);
        place.setString(index++, order.currency);
        place.setString(index++, order.channelId);
        place.setString(index++, order.outTradeNo);
        place.setObject(index++, order.createdAt.atOffset(ZoneOffset.UTC));
        place.setObject(index++, order.expiresAt.atOffset(ZoneOffset.UTC));
        place.setArray(index++, array(connection, "bigint", order.lines.stream().map(line -> line.productId)));
        place.setArray(
                index++, array(connection, "integer", order.lines.stream().map(line -> line.quantity)));
        place.setArray(
                index++, array(connection, "bigint", order.lines.stream().map(line -> seen.versionOf(line.productId))));
        return index;
    }

    static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
