package io.turnstile.acceptance.faults.checks;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.VenueBooks.Attempt;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The report says what the gates say. */
final class Report {
    private Report() {}

    static Stream<String> everyScan(Facts facts) {
        return Compare.unequal(
                "scan", lines(facts.venue().attempts()), lines(facts.report().scans()));
    }

    private static Map<String, Attempt> lines(List<Attempt> scans) {
        return Compare.by(
                scans.stream()
                        // Without what the report is not told.
                        .map(scan -> new Attempt(
                                scan.id(),
                                scan.operator(),
                                null,
                                null,
                                scan.ticket(),
                                scan.function(),
                                scan.venue(),
                                scan.venueId(),
                                scan.reason(),
                                scan.at()))
                        .toList(),
                Attempt::id);
    }

    static Stream<String> counts(Facts facts) {
        return Compare.differences(
                "scans", counts(facts.venue().attempts()), counts(facts.report().scans()));
    }

    private static Map<String, Long> counts(List<Attempt> scans) {
        return Compare.count(scans.stream(), scan -> "%s at location %d in the hour of %s, %s"
                .formatted(
                        scan.function(),
                        scan.venueId(),
                        scan.at().truncatedTo(ChronoUnit.HOURS),
                        scan.succeeded() ? "success" : "reject"));
    }
}
