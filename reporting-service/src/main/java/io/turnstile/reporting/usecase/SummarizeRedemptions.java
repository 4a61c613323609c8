package io.turnstile.reporting.usecase;

import io.turnstile.reporting.model.Grouping;
import io.turnstile.reporting.model.ScanCount;
import io.turnstile.reporting.model.ScanCounts;
import io.turnstile.reporting.model.Tickets;
import io.turnstile.reporting.model.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Counts the scans of a window. */
@ApplicationScoped
public class SummarizeRedemptions {
    private final ScanCounts counts;
    private final Tickets tickets;
    private final Progress progress;

    SummarizeRedemptions(ScanCounts counts, Tickets tickets, Progress progress) {
        this.counts = counts;
        this.tickets = tickets;
        this.progress = progress;
    }

    /**
     * @param groups those that have a scan
     * @param redeemed of all groups together
     * @param rejected of all groups together
     * @param ticketsIssued in the window, whether they were scanned or not
     * @param asOf see {@link Progress}
     */
    public record Summary(List<ScanCount> groups, long redeemed, long rejected, long ticketsIssued, Instant asOf) {}

    @Transactional
    public Summary of(Window window, Grouping grouping) {
        var asOf = progress.asOf();
        var groups = counts.count(window, grouping);
        return new Summary(
                groups,
                groups.stream().mapToLong(ScanCount::redeemed).sum(),
                groups.stream().mapToLong(ScanCount::rejected).sum(),
                tickets.issuedIn(window),
                asOf);
    }
}
