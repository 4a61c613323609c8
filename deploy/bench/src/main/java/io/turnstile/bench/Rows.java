package io.turnstile.bench;

import io.turnstile.bench.rows.CatalogRow;
import io.turnstile.bench.rows.FootprintRow;
import io.turnstile.bench.rows.GrowthRow;
import io.turnstile.bench.rows.HotOrderRow;
import io.turnstile.bench.rows.MemoryRow;
import io.turnstile.bench.rows.NotifyRow;
import io.turnstile.bench.rows.OrderRow;
import io.turnstile.bench.rows.RedeemToReportRow;
import io.turnstile.bench.rows.ReportRow;
import io.turnstile.bench.rows.ScanRow;
import io.turnstile.bench.rows.ScanThroughGatewayRow;
import io.turnstile.bench.rows.StreamRow;
import java.util.List;

/**
 * All rows in the order of their measurement: what the start left, then those that need the streams, then those that hold
 * them, and what all of them left. Scanning and ordering have two rows each: what the load of the first has got compiled, the
 * second finds.
 */
final class Rows {
    static final List<Row> ALL = List.of(
            new FootprintRow(),
            new RedeemToReportRow(),
            new NotifyRow(),
            new StreamRow(),
            new ScanThroughGatewayRow(),
            new ScanRow(),
            new HotOrderRow(),
            new OrderRow(),
            new CatalogRow(),
            new GrowthRow(),
            new ReportRow(),
            new MemoryRow());

    private Rows() {}
}
