package io.turnstile.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Tickets as venue-service would hold them after a long time, and scans of any of them at a pier of the samples. */
public final class IssuedTickets {
    private static final String DATABASE = "venue_service";

    /** More than one ticket is scanned, however few there are. */
    private static final int USES = 50;

    private static final String CODE = "grown-%014d";

    private static final String TICKET_COLUMNS =
            "tickets (ticket_code, order_id, product_id, product_name, valid_from, valid_until)";

    private static final String TICKETS = """
            SELECT 'grown-' || lpad(n::text, 14, '0'), %1$s, 101::bigint, '3-in-1 pass',
                   now() - interval '1 day', now() + interval '89 days'
              FROM (SELECT n, 1700000000000000 + n AS micros FROM numbers) AS ticket
            """.formatted(BulkLoad.UUID_OF_VERSION_7);

    private static final String ENTITLEMENT_COLUMNS =
            "entitlements (ticket_code, function_code, label, total_uses, remaining_uses)";

    private static final String ENTITLEMENTS = """
            SELECT 'grown-' || lpad(n::text, 14, '0'), 'ferry', 'Ferry crossing', %1$d,
                   %1$d - CASE WHEN n %% 5 = 0 THEN 1 ELSE 0 END
              FROM numbers
            """.formatted(USES);

    private static final String REDEMPTION_COLUMNS =
            "redemptions (jti, function_code, ticket_code, scan_attempt_id, operator_id, venue_id, redeemed_at)";

    /** One use of each fifth ticket is spent already. What a QR is called is random, and so is the place in the index. */
    private static final String REDEMPTIONS = """
            SELECT lpad(to_hex(hashint8extended(n, 1)), 16, '0') || '-' || lpad(to_hex(hashint8extended(n, 2)), 16, '0'),
                   'ferry', 'grown-' || lpad(n::text, 14, '0'), %1$s, 'alice', 2::bigint, now()
              FROM (SELECT n, 1700000000000000 + n AS micros FROM numbers WHERE n %% 5 = 0) AS redemption
            """.formatted(BulkLoad.UUID_OF_VERSION_7);

    private final Suite suite;
    private final Gate gate;
    private final Random random = new Random(1);
    private long count;

    public IssuedTickets(Suite suite) {
        this.suite = suite;
        this.gate = Gate.open(suite);
    }

    /** Adds tickets until there are so many. */
    public void growTo(long wanted) {
        new BulkLoad(suite, DATABASE, BulkLoad.ALONE, "tickets", "entitlements", "redemptions")
                .insert(
                        new BulkLoad.Rows(count + 1, wanted, TICKET_COLUMNS, TICKETS),
                        new BulkLoad.Rows(count + 1, wanted, ENTITLEMENT_COLUMNS, ENTITLEMENTS),
                        new BulkLoad.Rows(count + 1, wanted, REDEMPTION_COLUMNS, REDEMPTIONS));
        count = wanted;
    }

    /** Scans that open the gate, each of a ticket somewhere among all. To be sent within a minute. */
    public List<Request> scans(int wanted) {
        return Stream.generate(() -> gate.request(CODE.formatted(random.nextLong(1, count + 1))))
                .limit(wanted)
                .toList();
    }
}
