package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.usecase.OperatorTokens;
import io.turnstile.venue.usecase.ReadQr;
import io.turnstile.venue.usecase.ScanTicket;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The gates. Whether the token is still good is asked with everything else about the scan, in one query. */
@Path("/venue")
@RolesAllowed({"operator", "supervisor"})
@RunOnVirtualThread
class ScanResource {
    private final ScanTicket scanTicket;
    private final ReadQr readQr;
    private final JsonWebToken operator;

    ScanResource(ScanTicket scanTicket, ReadQr readQr, JsonWebToken operator) {
        this.scanTicket = scanTicket;
        this.readQr = readQr;
        this.operator = operator;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/scan")
    public Response scan(
            @HeaderParam("Idempotency-Key") @Pattern(regexp = "[!-~]{1,128}") String idempotencyKey,
            @NotNull @Valid ScanRequest request) {
        var outcome = scanTicket.scan(new Scan(
                operator.getSubject(),
                OperatorTokens.generation(operator),
                request.scanId() != null ? request.scanId() : idempotencyKey,
                fingerprint(request),
                readQr.read(request.qrToken()),
                request.functionCode(),
                request.venueCode(),
                request.terminalDeviceId()));
        var answer = ScanAnswer.of(outcome.verdict());
        return outcome.repeated() ? answer.header("Idempotency-Replayed", true).build() : answer.build();
    }

    /** Codes hold no line break, so different contents never read the same. */
    private static String fingerprint(ScanRequest request) {
        var content = String.join("\n", request.functionCode(), request.venueCode(), request.qrToken());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
