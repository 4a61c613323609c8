package io.turnstile.venue.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.turnstile.contracts.problem.Problem;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.venue.model.Entitlement;
import io.turnstile.venue.model.RefusalReason;
import io.turnstile.venue.model.TicketStatus;
import io.turnstile.venue.model.Verdict;
import io.turnstile.venue.model.Verdict.Place;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** A verdict as a gate reads it. */
final class ScanAnswer {
    private ScanAnswer() {}

    /** @param remainingUses of the scanned function, after this scan */
    record Success(
            String result,
            String scanId,
            String ticketCode,
            TicketStatus ticketStatus,
            List<Entitlement> entitlements,
            int remainingUses,
            Place venueInfo,
            Instant ts) {}

    /** An RFC 9457 problem with the verdict's own members. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Rejection(
            String type,
            String title,
            int status,
            ProblemCode code,
            String detail,
            String result,
            RefusalReason reason,
            String scanId,
            String ticketCode,
            List<Entitlement> entitlements,
            Place venueInfo,
            Instant ts) {}

    static Response.ResponseBuilder of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted admitted -> Response.ok(success(admitted));
            case Verdict.Refused refused ->
                Response.status(ProblemCode.SCAN_REJECTED.status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(rejection(refused));
        };
    }

    private static Success success(Verdict.Admitted verdict) {
        return new Success(
                "success",
                verdict.scanId(),
                verdict.ticketCode(),
                verdict.ticketStatus(),
                verdict.entitlements(),
                verdict.remainingUses(),
                verdict.venue(),
                verdict.ts());
    }

    private static Rejection rejection(Verdict.Refused verdict) {
        var problem = Problem.of(ProblemCode.SCAN_REJECTED, verdict.detail());
        return new Rejection(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.code(),
                problem.detail(),
                "reject",
                verdict.reason(),
                verdict.scanId(),
                verdict.ticketCode(),
                verdict.entitlements(),
                verdict.venue(),
                verdict.ts());
    }
}
