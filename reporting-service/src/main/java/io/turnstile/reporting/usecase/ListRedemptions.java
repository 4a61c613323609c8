package io.turnstile.reporting.usecase;

import io.turnstile.reporting.model.Position;
import io.turnstile.reporting.model.ScanFilter;
import io.turnstile.reporting.model.ScanOfTicket;
import io.turnstile.reporting.model.Scans;
import io.turnstile.reporting.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the report page by page. */
@ApplicationScoped
public class ListRedemptions {
    private final Scans scans;
    private final Tickets tickets;
    private final Progress progress;

    ListRedemptions(Scans scans, Tickets tickets, Progress progress) {
        this.scans = scans;
        this.tickets = tickets;
        this.progress = progress;
    }

    /**
     * @param next where the page after this one starts; empty where this is the last
     * @param asOf see {@link Progress}
     */
    public record Page(List<ScanOfTicket> scans, Optional<Position> next, Instant asOf) {}

    /** @param limit how many scans at most */
    @Transactional
    public Page page(ScanFilter filter, Position position, int limit) {
        var asOf = progress.asOf();
        // One more than asked for tells whether there is a next page.
        var found = scans.page(filter, position, limit + 1);
        var isLast = found.size() <= limit;
        var page = isLast ? found : found.subList(0, limit);
        return new Page(
                tickets.of(page), isLast ? Optional.empty() : Optional.of(Position.after(page.getLast())), asOf);
    }
}
