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

    private static final int HELPERS = 2;

    private static final String SCAN_COLUMNS = """
            redemption (event_id, ts, result, reason, ticket_code, function_code, operator_id, location_id, venue_code,
                        terminal_device_id, remaining_uses, order_id, product_id)""";

    private static final String SCANS = """
            SELECT %1$s,
                   timestamptz 'epoch' + micros * interval '1 microsecond',
                   CASE WHEN n %% 20 = 0 THEN 'reject' ELSE 'success' END,
                   CASE WHEN n %% 20 = 0 THEN 'ALREADY_REDEEMED' END,
                   'ticket-' || n / %2$d,
                   (ARRAY['bus', 'ferry', 'museum'])[1 + n %% 3],
                   'operator-' || n %% 50,
                   1 + n %% 10,
                   'venue-' || n %% 10,
                   'gate-' || n %% 200,
                   (n %% %2$d)::integer,
                   CASE WHEN n %% 20 > 0 THEN %1$s END,
                   CASE WHEN n %% 20 > 0 THEN 101::bigint END
              FROM (SELECT n, %3$d + n * %4$d AS micros FROM numbers) AS scan
            """;

    private static final String TICKET_COLUMNS = "ticket (ticket_code, order_id, product_id, product_name, issued_at)";

    private static final String TICKETS = """
            SELECT 'ticket-' || n, %1$s, 101::bigint, '3-in-1 pass', timestamptz 'epoch' + micros * interval '1 microsecond'
              FROM (SELECT n, %3$d + n * %2$d * %4$d AS micros FROM numbers) AS ticket
            """;

    public static ScanHistory load(Suite suite, long scans) {
        var end = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var history = new ScanHistory(end.minus(DAYS, ChronoUnit.DAYS), end, scans);
        var reporting = "reporting_service";
        // Reading does not ask whether a table would survive a crash; the log of 4 GB would fill the disk.
        suite.execute(reporting, "ALTER TABLE redemption SET UNLOGGED");
        // No row of the bench asks by function or by place, and making these again would take nearly half as long as
        // the rest.
        suite.execute(reporting, "DROP INDEX IF EXISTS redemption_by_function, redemption_by_location");
        new BulkLoad(suite, reporting, HELPERS, "redemption", "ticket")
                .insert(
                        new BulkLoad.Rows(0, scans / 2 - 1, SCAN_COLUMNS, history.sql(SCANS)),
                        new BulkLoad.Rows(scans / 2, scans - 1, SCAN_COLUMNS, history.sql(SCANS)),
                        new BulkLoad.Rows(0, scans / SCANS_OF_A_TICKET, TICKET_COLUMNS, history.sql(TICKETS)));
        // Sums are read from an index alone where the visibility map says so.
        suite.execute(reporting, "VACUUM redemption, ticket");
        return history;
    }

    private String sql(String template) {
        var gap = Duration.between(begin, end).dividedBy(scans);
        return template.formatted(
                BulkLoad.UUID_OF_VERSION_7,
                SCANS_OF_A_TICKET,
                ChronoUnit.MICROS.between(Instant.EPOCH, begin),
                gap.toNanos() / 1_000);
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
