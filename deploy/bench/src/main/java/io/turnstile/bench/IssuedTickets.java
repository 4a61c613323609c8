package io.turnstile.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.Stream;

/** Tickets as venue-service would hold them after a long time, and scans of any of them at a pier of the samples. */
public final class IssuedTickets {
    /** More than one ticket is scanned, however few there are. */
    private static final int USES = 50;

    private static final String FUNCTION = "ferry";

    private static final String TICKET_COLUMNS =
            "ticket_code, order_id, product_id, product_name, valid_from, valid_until";

    private static final String ENTITLEMENT_COLUMNS = "ticket_code, function_code, label, total_uses, remaining_uses";

    private static final String REDEMPTION_COLUMNS =
            "jti, function_code, ticket_code, scan_attempt_id, operator_id, venue_id, redeemed_at";

    private final Instant now = Instant.now();
    private final Suite suite;
    private final Gate gate;
    private final Random random = new Random(1);
    private long count;

    public IssuedTickets(Suite suite) {
        this.suite = suite;
        this.gate = Gate.open(suite);
    }

    /** So many, and no others. */
    public void growTo(long count) {
        new BulkLoad(suite, "venue_service")
                .replace(
                        new BulkLoad.Rows("tickets", TICKET_COLUMNS, 1, count, this::ticket),
                        new BulkLoad.Rows("entitlements", ENTITLEMENT_COLUMNS, 1, count, IssuedTickets::entitlement),
                        new BulkLoad.Rows("redemptions", REDEMPTION_COLUMNS, 1, count, this::redemption));
        this.count = count;
    }

    private void ticket(long n, BinaryRows rows) {
        rows.row(6)
                .text(code(n))
                .uuid(Ids.uuidv7(now.toEpochMilli(), n))
                .bigint(101)
                .text("3-in-1 pass")
                .timestamptz(now.minus(1, ChronoUnit.DAYS))
                .timestamptz(now.plus(89, ChronoUnit.DAYS));
    }

    private static void entitlement(long n, BinaryRows rows) {
        var spent = isRedeemed(n) ? 1 : 0;
        rows.row(5)
                .text(code(n))
                .text(FUNCTION)
                .text("Ferry crossing")
                .integer(USES)
                .integer(USES - spent);
    }

    /** What a QR is called is random, and so is its place in the index. */
    private void redemption(long n, BinaryRows rows) {
        if (isRedeemed(n)) {
            rows.row(7)
                    .text(Ids.random(n).toString())
                    .text(FUNCTION)
                    .text(code(n))
                    .uuid(Ids.uuidv7(now.toEpochMilli(), n))
                    .text("alice")
                    .bigint(2)
                    .timestamptz(now);
        }
    }

    /** One use of each fifth ticket is spent already. */
    private static boolean isRedeemed(long n) {
        return n % 5 == 0;
    }

    /** As long as a real one. They ascend, which spares sorting them for the index. */
    private static String code(long n) {
        return "grown-" + (10_000_000_000_000L + n);
    }

    /** Scans that open the gate, each of a ticket somewhere among all. To be sent within a minute. */
    public Stream<Request> scans(int wanted) {
        return Stream.generate(() -> gate.request(code(random.nextLong(1, count + 1))))
                .limit(wanted);
    }
}
