package io.turnstile.venue.usecase;

import io.micrometer.core.instrument.MeterRegistry;
import io.turnstile.contracts.Batcher;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.DatabaseException;
import io.turnstile.venue.model.Judgement;
import io.turnstile.venue.model.RefusalReason;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.model.ScanRepository;
import io.turnstile.venue.model.Situation;
import io.turnstile.venue.model.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Judges a scan and gives its verdict, at most one success for the last use, for a QR and function, and for a scan key,
 * whatever arrives at the same time on however many replicas.
 */
@ApplicationScoped
public class ScanTicket {
    /** A pier's worth. */
    private static final int LARGEST_LOOK = 64;

    /** Scans of the same moment share the look. */
    private final Batcher<Scan, Situation> looks;

    private final RedeemTicket redeemTicket;
    private final RefuseScan refuseScan;
    private final TicketArrivals arrivals;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Duration leeway;
    private final Duration waitForTicket;

    ScanTicket(
            ScanRepository scans,
            RedeemTicket redeemTicket,
            RefuseScan refuseScan,
            TicketArrivals arrivals,
            MeterRegistry metrics,
            Clock clock,
            @ConfigProperty(name = "turnstile.scan.clock-leeway") Duration leeway,
            @ConfigProperty(name = "turnstile.scan.wait-for-ticket") Duration waitForTicket) {
        this.looks = new Batcher<>(scans::situations, LARGEST_LOOK, DatabaseException.class);
        this.redeemTicket = redeemTicket;
        this.refuseScan = refuseScan;
        this.arrivals = arrivals;
        this.metrics = metrics;
        this.clock = clock;
        this.leeway = leeway;
        this.waitForTicket = waitForTicket;
    }

    /** @param repeated whether the verdict fell on an earlier request under the same key */
    public record Outcome(Verdict verdict, boolean repeated) {}

    /**
     * Not in a transaction of its own: while it waits for a ticket it holds no connection.
     *
     * @throws ProblemException UNAUTHENTICATED where the token is no longer good, FORBIDDEN where the operator may not
     *     scan at the venue, IDEMPOTENCY_CONFLICT where the key belongs to another scan
     */
    public Outcome scan(Scan scan) {
        var end = System.nanoTime() + waitForTicket.toNanos();
        // Ends: whoever is too late finds what the faster one committed, and committed uses, redemptions and keys stay.
        while (true) {
            var judgement = looks.ask(scan).judge(scan, clock.instant(), leeway);
            if (lacksTheTicket(judgement) && arrivals.awaitNext(end)) {
                continue;
            }
            var outcome = settle(scan, judgement);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    private Optional<Outcome> settle(Scan scan, Judgement judgement) {
        return switch (judgement) {
            case Judgement.Admit admit ->
                redeemTicket.redeem(scan, admit).map(verdict -> {
                    count("success", "none");
                    return new Outcome(verdict, false);
                });
            case Judgement.Refuse(var refused) ->
                refuseScan.refuse(scan, refused).map(verdict -> {
                    count("reject", verdict.reason().name());
                    return new Outcome(verdict, false);
                });
            case Judgement.Repeated(var verdict) -> Optional.of(new Outcome(verdict, true));
            case Judgement.KeyReused _ ->
                throw new ProblemException(ProblemCode.IDEMPOTENCY_CONFLICT, "This scan_id was used for another scan.");
            case Judgement.NotAssigned _ -> {
                count("forbidden", "NOT_ASSIGNED");
                throw new ProblemException(
                        ProblemCode.FORBIDDEN, "The operator may not scan at " + scan.venueCode() + ".");
            }
            case Judgement.TokenRevoked _ ->
                throw new ProblemException(ProblemCode.UNAUTHENTICATED, "The token is no longer good. Log in again.");
        };
    }

    /** After the commit. A verdict that is given again is not counted again. */
    private void count(String result, String reason) {
        metrics.counter("turnstile.scans", "result", result, "reason", reason).increment();
    }

    private static boolean lacksTheTicket(Judgement judgement) {
        return judgement instanceof Judgement.Refuse(var verdict) && verdict.reason() == RefusalReason.TICKET_NOT_FOUND;
    }
}
