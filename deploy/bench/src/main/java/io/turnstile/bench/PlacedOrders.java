package io.turnstile.bench;

import java.util.List;

/** Orders as order-service would hold them after a long time, and new ones. */
public final class PlacedOrders {
    private static final String DATABASE = "order_service";
    /** One every seven seconds, up to some days ago. Nobody reads what an old one was good for. */
    private static final String OLD = """
            (SELECT n, 'grown-' || n %% 500000 AS buyer_id, %1$s AS order_id, %2$d + n %% %3$d AS product_id,
                    timestamptz 'epoch' + micros * interval '1 microsecond' AS ts
               FROM (SELECT n, extract(epoch FROM current_date - 410)::bigint * 1000000 + n * 7000000 AS micros
                       FROM numbers) AS placed) AS old
            """.formatted(BulkLoad.UUID_OF_VERSION_7, Shop.FIRST_PRODUCT, Shop.PRODUCTS);

    private static final String ORDER_COLUMNS =
            "orders (order_id, buyer_id, status, total, currency, created_at, expires_at, paid_at)";

    private static final String ORDERS = """
            SELECT order_id, buyer_id,
                   CASE WHEN n % 10 < 7 THEN 'PAID' WHEN n % 10 < 9 THEN 'EXPIRED' ELSE 'CANCELLED' END,
                   12800::bigint, 'HKD', ts, ts + interval '15 minutes',
                   CASE WHEN n % 10 < 7 THEN ts + interval '1 minute' END
              FROM\s""" + OLD;

    private static final String CLAIM_COLUMNS = "order_claim (buyer_id, claim_key, request_hash, order_id)";

    private static final String CLAIMS = "SELECT buyer_id, 'key-' || n, sha256('grown'), order_id FROM " + OLD;

    private static final String LINE_COLUMNS =
            "order_line (order_id, product_id, product_name, quantity, unit_price, valid_for_days, functions)";

    private static final String LINES =
            "SELECT order_id, product_id, name, 1, price, valid_for_days, '[]'::jsonb FROM product JOIN " + OLD
                    + " USING (product_id)";

    private final Suite suite;
    private final Shop shop;
    private long count;

    public PlacedOrders(Suite suite) {
        this.suite = suite;
        this.shop = new Shop(suite);
    }

    /** Adds orders until there are so many. */
    public void growTo(long wanted) {
        new BulkLoad(suite, DATABASE, BulkLoad.ALONE, "orders", "order_line", "order_claim")
                .insert(
                        new BulkLoad.Rows(count + 1, wanted, ORDER_COLUMNS, ORDERS),
                        new BulkLoad.Rows(count + 1, wanted, CLAIM_COLUMNS, CLAIMS),
                        new BulkLoad.Rows(count + 1, wanted, LINE_COLUMNS, LINES));
        count = wanted;
    }

    /** Orders of buyers who have placed none before. */
    public List<Request> orders(int wanted) {
        return shop.orders(wanted).toList();
    }
}
