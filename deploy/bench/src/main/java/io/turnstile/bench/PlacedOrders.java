package io.turnstile.bench;

import java.util.List;

/** Orders as order-service would hold them after a long time, and new ones. */
public final class PlacedOrders {
    private static final String DATABASE = "order_service";
    /** One every seven seconds, up to some days ago. Nobody reads what an old one was good for. */
    private static final String ORDERS = """
            WITH old AS (
                SELECT n, 'grown-' || n %% 500000 AS buyer_id, %3$s AS order_id, %1$d + n %% %2$d AS product_id,
                       timestamptz 'epoch' + micros * interval '1 microsecond' AS ts
                  FROM (SELECT n, extract(epoch FROM current_date - 410)::bigint * 1000000 + n * 7000000 AS micros
                          FROM generate_series(?::bigint, ?::bigint) AS n) AS placed
            ), placed AS (
                INSERT INTO orders (order_id, buyer_id, status, total, currency, created_at, expires_at, paid_at)
                SELECT order_id, buyer_id,
                       CASE WHEN n %% 10 < 7 THEN 'PAID' WHEN n %% 10 < 9 THEN 'EXPIRED' ELSE 'CANCELLED' END,
                       12800, 'HKD', ts, ts + interval '15 minutes',
                       CASE WHEN n %% 10 < 7 THEN ts + interval '1 minute' END
                  FROM old
            ), claimed AS (
                INSERT INTO order_claim (buyer_id, claim_key, request_hash, order_id)
                SELECT buyer_id, 'key-' || n, sha256('grown'), order_id FROM old
            )
            INSERT INTO order_line (order_id, product_id, product_name, quantity, unit_price, valid_for_days, functions)
            SELECT order_id, product_id, name, 1, price, valid_for_days, '[]'
              FROM old JOIN product USING (product_id)
            """.formatted(Shop.FIRST_PRODUCT, Shop.PRODUCTS, BulkLoad.UUID_OF_VERSION_7);

    private final Suite suite;
    private final Shop shop;
    private long count;

    public PlacedOrders(Suite suite) {
        this.suite = suite;
        this.shop = new Shop(suite);
    }

    /** Adds orders until there are so many. */
    public void growTo(long wanted) {
        new BulkLoad(suite, DATABASE, "orders", "order_line", "order_claim")
                .insert(new BulkLoad.Rows(count + 1, wanted, ORDERS));
        count = wanted;
    }

    /** Orders of buyers who have placed none before. */
    public List<Request> orders(int wanted) {
        return shop.orders(wanted).toList();
    }
}
