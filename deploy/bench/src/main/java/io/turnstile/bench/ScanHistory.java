package io.turnstile.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Two months of scans at the gates, evenly spread, as reporting-service would have heard of them. It hears of none while
 * they are loaded.
 *
 * @param begin midnight (UTC); the first scan
 * @param end midnight; after the last scan
 */
public record ScanHistory(Instant begin, Instant end, long scans) {
    public static final int DAYS = 60;

    private static final int SCANS_OF_A_TICKET = 10;

    private static final String SCAN_COLUMNS = """
            event_id, ts, result, reason, ticket_code, function_code, operator_id, location_id, venue_code, terminal_device_id,
            remaining_uses, order_id, product_id""";

    private static final String TICKET_COLUMNS = "ticket_code, order_id, product_id, product_name, issued_at";

    private static final String[] FUNCTIONS = {"bus", "ferry", "museum"};

    public static ScanHistory load(Suite suite, long scans) {
        var end = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var history = new ScanHistory(end.minus(DAYS, ChronoUnit.DAYS), end, scans);
        var reporting = "reporting_service";
        // Reading does not ask whether a table would survive a crash; the log of 4 GB would fill the disk.
        suite.execute(reporting, "ALTER TABLE redemption SET UNLOGGED");
        // No row of the bench asks by function or by place, and making these again would take nearly half as long as
        // the rest.
        suite.execute(reporting, "DROP INDEX IF EXISTS redemption_by_function, redemption_by_location");
        new BulkLoad(suite, reporting)
                .replace(
                        new BulkLoad.Rows("redemption", SCAN_COLUMNS, 0, scans - 1, history::scan),
                        new BulkLoad.Rows("ticket", TICKET_COLUMNS, 0, scans / SCANS_OF_A_TICKET, history::ticket));
        return history;
    }

    private void scan(long n, BinaryRows rows) {
        var admitted = n % 20 > 0;
        var at = at(n);
        rows.row(13)
                .uuid(Ids.uuidv7(at.toEpochMilli(), n))
                .timestamptz(at)
                .text(admitted ? "success" : "reject")
                .text(admitted ? null : "ALREADY_REDEEMED")
                .text(code(n / SCANS_OF_A_TICKET))
                .text(FUNCTIONS[(int) (n % FUNCTIONS.length)])
                .text("operator-" + n % 50)
                .bigint(1 + n % 10)
                .text("venue-" + n % 10)
                .text("gate-" + n % 200)
                .integer((int) (n % SCANS_OF_A_TICKET));
        if (admitted) {
            rows.uuid(Ids.uuidv7(at.toEpochMilli(), -n)).bigint(101);
        } else {
            rows.none().none();
        }
    }

    private void ticket(long n, BinaryRows rows) {
        var at = at(n * SCANS_OF_A_TICKET);
        rows.row(5)
                .text(code(n))
                .uuid(Ids.uuidv7(at.toEpochMilli(), n))
                .bigint(101)
                .text("3-in-1 pass")
                .timestamptz(at);
    }

    private Instant at(long n) {
        return begin.plus(n * gapMicros(), ChronoUnit.MICROS);
    }

    private long gapMicros() {
        return ChronoUnit.MICROS.between(begin, end) / scans;
    }

    private static String code(long ticket) {
        return "ticket-" + (1_000_000 + ticket);
    }

    /** Midnight. @param day from 0 to {@link #DAYS} - 1 */
    public Instant day(int day) {
        return begin.plus(day, ChronoUnit.DAYS);
    }

    /** When the window must begin to hold about so many of the last scans. */
    public Instant beginOfLast(long wanted) {
        return end.minus(Duration.between(begin, end).dividedBy(scans).multipliedBy(wanted));
    }
}
