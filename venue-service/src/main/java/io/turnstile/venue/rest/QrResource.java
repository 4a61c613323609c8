package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.venue.model.Entitlement;
import io.turnstile.venue.model.TicketStatus;
import io.turnstile.venue.usecase.PreviewTicket;
import io.turnstile.venue.usecase.PreviewTicket.Preview;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;

/** A look into a QR. */
@Path("/qr/decrypt")
@RolesAllowed({"operator", "supervisor"})
@ActiveAccount
@RunOnVirtualThread
class QrResource {
    private final PreviewTicket previewTicket;

    QrResource(PreviewTicket previewTicket) {
        this.previewTicket = previewTicket;
    }

    record DecryptRequest(
            @NotNull @CodePointLength(min = 1, max = Text.LONGEST_QR)
            String encryptedData) {}

    record TicketInfo(
            TicketStatus status,
            String productName,
            List<Entitlement> entitlements,
            Instant validFrom,
            Instant validUntil) {}

    record QrPreview(
            String jti,
            String ticketCode,
            Instant issuedAt,
            Instant expiresAt,
            boolean isExpired,
            long remainingSeconds,
            TicketInfo ticketInfo) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response decrypt(@NotNull @Valid DecryptRequest request) {
        return Response.ok(view(previewTicket.preview(request.encryptedData())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static QrPreview view(Preview preview) {
        var qr = preview.qr();
        var ticket = preview.ticket();
        // Never more than the whole life, though the clock that sealed the QR may be ahead of this one.
        var life = Duration.between(qr.issuedAt(), qr.expiresAt()).toSeconds();
        var remaining = Duration.between(preview.seenAt(), qr.expiresAt()).toSeconds();
        return new QrPreview(
                qr.jti(),
                qr.ticketCode(),
                qr.issuedAt(),
                qr.expiresAt(),
                false,
                Math.clamp(remaining, 0, life),
                new TicketInfo(
                        ticket.status(preview.seenAt()),
                        ticket.productName(),
                        ticket.entitlements(),
                        ticket.validFrom(),
                        ticket.validUntil()));
    }
}
