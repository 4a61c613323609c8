package io.turnstile.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;

/** Orders as order-service would hold them after a long time, and new ones. */
public final class PlacedOrders {
    private static final Duration GAP = Duration.ofSeconds(7);
    private static final long PRICE = 12_800;

    private static final String ORDER_COLUMNS =
            "order_id, buyer_id, status, total, currency, created_at, expires_at, paid_at";

    private static final String CLAIM_COLUMNS = "buyer_id, claim_key, request_hash, order_id";

    private static final String LINE_COLUMNS =
            "order_id, product_id, product_name, quantity, unit_price, valid_for_days, functions";

    /** As long as a request's. */
    private static final byte[] HASH = new byte[32];

    private final Instant begin = Instant.now().minus(410, ChronoUnit.DAYS);
    private final Suite suite;
    private final Shop shop;

    public PlacedOrders(Suite suite) {
        this.suite = suite;
        this.shop = new Shop(suite);
    }

    /** So many, and no others. */
    public void growTo(long count) {
        new BulkLoad(suite, "order_service")
                .replace(
                        new BulkLoad.Rows("orders", ORDER_COLUMNS, 1, count, this::order),
                        new BulkLoad.Rows("order_claim", CLAIM_COLUMNS, 1, count, this::claim),
                        new BulkLoad.Rows("order_line", LINE_COLUMNS, 1, count, this::line));
    }

    private void order(long n, BinaryRows rows) {
        var at = placedAt(n);
        var status = n % 10 < 7 ? "PAID" : n % 10 < 9 ? "EXPIRED" : "CANCELLED";
        rows.row(8)
                .uuid(id(n))
                .text(buyer(n))
                .text(status)
                .bigint(PRICE)
                .text("HKD")
                .timestamptz(at)
                .timestamptz(at.plus(15, ChronoUnit.MINUTES));
        if (status.equals("PAID")) {
            rows.timestamptz(at.plus(1, ChronoUnit.MINUTES));
        } else {
            rows.none();
        }
    }

    private void claim(long n, BinaryRows rows) {
        rows.row(4).text(buyer(n)).text("key-" + (10_000_000 + n)).bytea(HASH).uuid(id(n));
    }

    /** Nobody reads what an old order was good for. */
    private void line(long n, BinaryRows rows) {
        rows.row(7)
                .uuid(id(n))
                .bigint(Shop.FIRST_PRODUCT + n % Shop.PRODUCTS)
                .text("3-in-1 pass")
                .integer(1)
                .bigint(PRICE)
                .integer(90)
                .jsonb("[]");
    }

    /** Up to some days ago. */
    private Instant placedAt(long n) {
        return begin.plus(GAP.multipliedBy(n));
    }

    private UUID id(long n) {
        return Ids.uuidv7(placedAt(n).toEpochMilli(), n);
    }

    /** Another for each, in their order, which spares sorting them for the index. */
    private static String buyer(long n) {
        return "grown-" + (10_000_000 + n);
    }

    /** Orders of buyers who have placed none before. */
    public Stream<Request> orders(int wanted) {
        return shop.orders(wanted);
    }
}
