package io.turnstile.venue.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * All that decides about one scan, as it stood at one moment.
 *
 * @param tokenGood whether the account is active, and has revoked no token since this one
 * @param gate null where there is no such active venue
 * @param ticket null where it is not known, or the QR not readable
 * @param redeemed how this QR was redeemed for this function; null where it was not
 * @param earlier the scan that was stored under the same key; null where there is none
 */
public record Situation(boolean tokenGood, Gate gate, Ticket ticket, Redeemed redeemed, Earlier earlier) {
    /** An earlier use of the same QR for the same function. */
    public record Redeemed(Instant at, String venueName) {}

    /** @param fingerprint see {@link Scan#fingerprint} */
    public record Earlier(String fingerprint, Verdict verdict) {}

    /** @param leeway by how much the clock of ticket-service, which set all ends and beginnings, may differ from ours */
    public Judgement judge(Scan scan, Instant now, Duration leeway) {
        if (!tokenGood) {
            return new Judgement.TokenRevoked();
        }
        if (earlier != null) {
            return earlier.fingerprint().equals(scan.fingerprint())
                    ? new Judgement.Repeated(earlier.verdict())
                    : new Judgement.KeyReused();
        }
        return scan.qr()
                .fault(now, leeway)
                .map(fault -> refuse(scan, now, fault.reason(), fault.detail()))
                .orElseGet(() -> atTheGate(scan, now, leeway));
    }

    private Judgement atTheGate(Scan scan, Instant now, Duration leeway) {
        if (gate == null) {
            return refuse(
                    scan, now, RefusalReason.VENUE_NOT_FOUND, "There is no active venue " + scan.venueCode() + ".");
        }
        if (!gate.assigned()) {
            return new Judgement.NotAssigned();
        }
        if (!gate.servesFunction()) {
            return refuse(
                    scan,
                    now,
                    RefusalReason.WRONG_VENUE_FUNCTION,
                    gate.venueName() + " does not take " + scan.functionCode() + ".");
        }
        if (ticket == null) {
            return refuse(
                    scan,
                    now,
                    RefusalReason.TICKET_NOT_FOUND,
                    "The ticket is not known here yet. Scan again in a moment.");
        }
        return withTheTicket(scan, now, leeway);
    }

    private Judgement withTheTicket(Scan scan, Instant now, Duration leeway) {
        if (ticket.isNotYetValid(now.plus(leeway))) {
            return refuse(
                    scan,
                    now,
                    RefusalReason.TICKET_NOT_YET_VALID,
                    "The ticket is valid from " + seconds(ticket.validFrom()) + " on.");
        }
        if (ticket.isExpired(now.minus(leeway))) {
            return refuse(
                    scan,
                    now,
                    RefusalReason.TICKET_EXPIRED,
                    "The ticket was valid until " + seconds(ticket.validUntil()) + ".");
        }
        return withTheFunction(scan, now);
    }

    private Judgement withTheFunction(Scan scan, Instant now) {
        var entitlement = ticket.entitlement(scan.functionCode());
        if (entitlement.isEmpty()) {
            return refuse(
                    scan,
                    now,
                    RefusalReason.WRONG_FUNCTION,
                    "The ticket does not include " + scan.functionCode() + ".");
        }
        if (redeemed != null) {
            return refuse(scan, now, RefusalReason.ALREADY_REDEEMED, alreadyRedeemed(entitlement.get()));
        }
        if (entitlement.get().remainingUses() == 0) {
            return refuse(
                    scan,
                    now,
                    RefusalReason.NO_REMAINING,
                    "All uses of " + entitlement.get().label() + " are spent.");
        }
        return new Judgement.Admit(ticket, entitlement.get(), gate, now);
    }

    /** A guest of a ticket with more uses may go on with a new QR; a copied picture has none. */
    private String alreadyRedeemed(Entitlement entitlement) {
        var left = entitlement.remainingUses() == 0
                ? "No use is left."
                : "Uses left: %d, each needs a new QR of the ticket's owner.".formatted(entitlement.remainingUses());
        return "This QR was redeemed at %s at %s. %s".formatted(seconds(redeemed.at()), redeemed.venueName(), left);
    }

    private Judgement refuse(Scan scan, Instant now, RefusalReason reason, String detail) {
        // Before the ticket's own checks nothing is told of what it holds.
        var looked = ticket != null && reason.compareTo(RefusalReason.TICKET_NOT_FOUND) > 0;
        var remaining = looked
                ? ticket.entitlement(scan.functionCode())
                        .map(Entitlement::remainingUses)
                        .orElse(null)
                : null;
        return new Judgement.Refuse(new Verdict.Refused(
                scan.scanId(),
                scan.ticketCode(),
                reason,
                detail,
                looked ? ticket.entitlements() : List.of(),
                remaining,
                Verdict.Place.of(gate),
                now));
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
