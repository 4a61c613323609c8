package io.turnstile.reporting.rest;

import io.turnstile.reporting.model.Dimension;
import io.turnstile.reporting.model.Grouping;
import io.turnstile.reporting.model.ScanCount;
import io.turnstile.reporting.model.Window;
import io.turnstile.reporting.usecase.SummarizeRedemptions.Summary;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Scans counted; {@code totals} is the sum of {@code groups}. */
record RedemptionSummary(
        Instant from, Instant to, String tz, List<String> groupBy, List<Group> groups, Totals totals, Instant asOf) {

    /** See {@link ScanCount}. */
    record Group(
            OffsetDateTime periodStart,
            String functionCode,
            Long locationId,
            String venueCode,
            long redeemed,
            long rejected) {}

    /** @param ticketsIssued in the window, whether they were scanned or not */
    record Totals(long redeemed, long rejected, long ticketsIssued) {}

    static RedemptionSummary of(Window window, Grouping grouping, Summary summary) {
        return new RedemptionSummary(
                window.from(),
                window.to(),
                grouping.zone().getId(),
                grouping.dimensions().stream().map(Dimension::code).toList(),
                summary.groups().stream().map(RedemptionSummary::group).toList(),
                new Totals(summary.redeemed(), summary.rejected(), summary.ticketsIssued()),
                summary.asOf());
    }

    private static Group group(ScanCount count) {
        return new Group(
                count.periodStart(),
                count.functionCode(),
                count.locationId(),
                count.venueCode(),
                count.redeemed(),
                count.rejected());
    }
}
