package io.turnstile.reporting.usecase;

import io.turnstile.reporting.model.Position;
import io.turnstile.reporting.model.Scan;
import io.turnstile.reporting.model.ScanFilter;
import io.turnstile.reporting.model.Scans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the report page by page. */
@ApplicationScoped
public class ListRedemptions {
    private final Scans scans;
    private final Progress progress;

    ListRedemptions(Scans scans, Progress progress) {
        this.scans = scans;
        this.progress = progress;
    }

    /**
     * @param next where the page after this one starts; empty where this is the last
     * @param asOf see {@link Progress}
     */
    public record Page(List<Scan> scans, Optional<Position> next, Instant asOf) {}

    /** @param limit how many scans at most */
    @Transactional
    public Page page(ScanFilter filter, Position position, int limit) {
        var asOf = progress.asOf();
        // One more than asked for tells whether there is a next page.
        var found = scans.page(filter, position, limit + 1);
        return found.size() <= limit
                ? new Page(found, Optional.empty(), asOf)
                : new Page(found.subList(0, limit), Optional.of(Position.after(found.get(limit - 1))), asOf);
    }
}
