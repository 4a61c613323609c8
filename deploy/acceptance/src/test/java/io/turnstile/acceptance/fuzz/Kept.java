package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.fuzz.Tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a refusal leaves behind on purpose: these and no others, in these tables and no others. */
enum Kept {
    /** Every scan of a ticket is stored and reported, also one that leaves the gate shut. */
    REFUSED_SCAN(
            "scan",
            Set.of(422),
            new Table("venue_service", "scan_attempts"),
            new Table("venue_service", "outbox"),
            new Table("ticket_service", "inbox"),
            new Table("reporting_service", "inbox"),
            new Table("reporting_service", "redemption")),
    /** A guess counts, so that there cannot be many. */
    FAILED_LOGIN("loginOperator", Set.of(401, 429), new Table("venue_service", "login_places")),
    /** Somebody's money, signed by the gateway: it is listed for finance. */
    REFUSED_NOTIFICATION("notifyPayment", Set.of(409, 422), new Table("payment_service", "refused_notification"));

    private final String operation;
    private final Set<Integer> statuses;
    private final List<Table> tables;

    Kept(String operation, Set<Integer> statuses, Table... tables) {
        this.operation = operation;
        this.statuses = statuses;
        this.tables = List.of(tables);
    }

    static Optional<Kept> of(Request request, int status) {
        return Arrays.stream(values())
                .filter(kept -> kept.operation.equals(request.operation().id()) && kept.statuses.contains(status))
                .findFirst();
    }

    /** A login that the document does not allow may still be one that fails. */
    static Optional<Kept> ofAnyRefusal(Request request) {
        return of(request, FAILED_LOGIN.operation.equals(request.operation().id()) ? 401 : 400);
    }

    List<Table> tables() {
        return tables;
    }
}
