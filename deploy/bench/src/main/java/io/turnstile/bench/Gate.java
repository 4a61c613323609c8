package io.turnstile.bench;

import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.local.client.Api;
import io.turnstile.local.sample.SampleData;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The sample operator at the ferry of Cheung Chau, past the gateway. */
public record Gate(Api venue, QrTokens qr, String token) {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final String SCAN = """
            {"qr_token":"%s","function_code":"ferry","venue_code":"cheung-chau","terminal_device_id":"gate-3",\
            "scan_id":"%s"}""";

    public static Gate open(Suite suite) {
        var login = new Api(suite.description().gateway())
                .post("/operators/login", null, SampleData.read().operator());
        if (login.status() != 200) {
            throw new BenchException("the sample operator cannot log in: " + login.refusal());
        }
        return new Gate(
                new Api(suite.service("venue-service")),
                new QrTokens(suite.secret("qr-keys", "keys")),
                login.body().path("operator_token").asText());
    }

    /** The scan of a QR of the ticket that nobody has shown yet, for a minute. */
    public Request request(String ticketCode) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var claims = new QrClaims(UUID.randomUUID().toString(), ticketCode, now, now.plus(LIFE));
        return Request.post("/venue/scan", token, null, SCAN.formatted(qr.seal(claims), UUID.randomUUID()));
    }

    /** Shows that QR. */
    public Api.Reply scan(String ticketCode) {
        return venue.post("/venue/scan", token, request(ticketCode).body());
    }

    /** @throws BenchException where the ticket is not let in */
    public void admit(String ticketCode) {
        require(scan(ticketCode), ticketCode);
    }

    /**
     * Scans until the ticket is known here; venue-service itself waits a while for one that is on its way.
     *
     * @throws BenchException where it is not let in
     */
    public void admitInTime(String ticketCode) {
        var verdict = Visibility.await(
                () -> scan(ticketCode),
                reply -> !reply.body().path("reason").asText().equals("TICKET_NOT_FOUND"));
        require(verdict, ticketCode);
    }

    private static void require(Api.Reply verdict, String ticketCode) {
        if (verdict.status() != 200) {
            throw new BenchException("the scan of " + ticketCode + " was refused: " + verdict.refusal());
        }
    }
}
