package io.turnstile.venue.model;

import java.time.Instant;
import java.util.List;

/** What came of a scan. It is stored, and a repeat of the scan gets it again. */
public sealed interface Verdict {

    /** A venue as it was called when the verdict fell. */
    record Place(long venueId, String venueCode, String venueName) {
        static Place of(Gate gate) {
            return gate == null ? null : new Place(gate.venueId(), gate.venueCode(), gate.venueName());
        }
    }

    /**
     * One use was spent; the gate may open.
     *
     * @param scanId null where the scanner gave none
     * @param entitlements what is left after this scan
     * @param remainingUses of the scanned function, after this scan
     */
    record Admitted(
            String scanId,
            String ticketCode,
            List<Entitlement> entitlements,
            int remainingUses,
            Place venue,
            Instant ts)
            implements Verdict {
        /** The verdict once the use that was judged is spent. */
        public static Admitted of(Scan scan, Judgement.Admit admit) {
            return of(
                    scan,
                    admit.ticket().entitlements(),
                    admit.entitlement().remainingUses() - 1,
                    Place.of(admit.gate()),
                    admit.ts());
        }

        /** @param seen what the ticket held when the scan was judged */
        static Admitted of(Scan scan, List<Entitlement> seen, int remainingUses, Place venue, Instant ts) {
            var left = seen.stream()
                    .map(e -> e.functionCode().equals(scan.functionCode()) ? e.withRemaining(remainingUses) : e)
                    .toList();
            return new Admitted(scan.scanId(), scan.ticketCode(), left, remainingUses, venue, ts);
        }

        public TicketStatus ticketStatus() {
            return TicketStatus.of(entitlements);
        }
    }

    /**
     * Nothing was spent; the gate stays shut.
     *
     * @param scanId null where the scanner gave none
     * @param ticketCode null where the QR could not be read
     * @param detail for people
     * @param entitlements empty where the scan was refused before the ticket was looked at
     * @param remainingUses of the scanned function; null where ticket or function are not known
     * @param venue null where it is not known or not active
     */
    record Refused(
            String scanId,
            String ticketCode,
            RefusalReason reason,
            String detail,
            List<Entitlement> entitlements,
            Integer remainingUses,
            Place venue,
            Instant ts)
            implements Verdict {}
}
