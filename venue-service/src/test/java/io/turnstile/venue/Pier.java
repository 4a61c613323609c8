package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.turnstile.contracts.event.TicketEvents.IssuedEntitlement;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.platform.testing.TestStreams;
import io.turnstile.venue.model.Ticket;
import io.turnstile.venue.model.TicketRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A pier to play on: venues, operators, tickets and QR tokens, all made the way that they are in earnest. */
@ApplicationScoped
public class Pier {
    static final String PASSWORD = "correct-horse";

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final QrTokens qrTokens;
    private final TicketRepository tickets;
    private String supervisor;

    Pier(QrTokens qrTokens, TicketRepository tickets) {
        this.qrTokens = qrTokens;
        this.tickets = tickets;
    }

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    static String ticketCode() {
        var random = ThreadLocalRandom.current();
        var code = new StringBuilder("TK");
        for (var i = 0; i < 12; i++) {
            code.append(i % 4 == 0 ? "-" : "").append(CROCKFORD.charAt(random.nextInt(32)));
        }
        return code.append("-1").toString();
    }

    /** The token of the supervisor whom the environment names. */
    synchronized String supervisor() {
        if (supervisor == null) {
            supervisor = logIn("sam", "sams-own-password");
        }
        return supervisor;
    }

    String logIn(String username, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/operators/login")
                .then()
                .statusCode(200)
                .extract()
                .path("operator_token");
    }

    RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** An active venue that serves the functions. */
    String venue(String... functions) {
        var code = unique("pier");
        as(supervisor())
                .body(Map.of(
                        "venue_code",
                        code,
                        "venue_name",
                        "Pier " + code,
                        "supported_functions",
                        functions,
                        "is_active",
                        true))
                .post("/venue")
                .then()
                .statusCode(201);
        return code;
    }

    /** The user name of a new operator who may scan at the venues. */
    String operator(String... venueCodes) {
        var username = unique("op");
        as(supervisor())
                .body(Map.of("username", username, "password", PASSWORD, "role", "operator", "venue_codes", venueCodes))
                .post("/operators")
                .then()
                .statusCode(201);
        return username;
    }

    /** The token of a new operator who may scan at the venues. */
    String operatorToken(String... venueCodes) {
        return logIn(operator(venueCodes), PASSWORD);
    }

    void replaceOperator(String username, String role, boolean active, String... venueCodes) {
        as(supervisor())
                .body(Map.of("role", role, "is_active", active, "venue_codes", venueCodes))
                .put("/operators/" + username)
                .then()
                .statusCode(200);
    }

    /** An order's tickets as ticket-service tells of them, good for a day. */
    static TicketsIssued issued(Map<String, Integer> uses, String... ticketCodes) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return issued(uses, now.minusSeconds(60), now.plus(Duration.ofDays(1)), ticketCodes);
    }

    static TicketsIssued issued(
            Map<String, Integer> uses, Instant validFrom, Instant validUntil, String... ticketCodes) {
        var entitlements = uses.entrySet().stream()
                .map(use -> new IssuedEntitlement(use.getKey(), "A " + use.getKey() + " ride", use.getValue()))
                .toList();
        var all = List.of(ticketCodes).stream()
                .map(code -> new IssuedTicket(code, 101, "3-in-1 pass", validFrom, validUntil, entitlements))
                .toList();
        return new TicketsIssued(UUID.randomUUID(), "mia", all, Instant.now());
    }

    /** Publishes the tickets and waits until they are known here. */
    void publish(TicketsIssued event) {
        TestStreams.publish(event);
        await().pollInterval(Duration.ofMillis(10)).until(() -> event.tickets().stream()
                .allMatch(t -> tickets.find(t.ticketCode()).isPresent()));
    }

    /** The code of a ticket that is known here. */
    String ticket(Map<String, Integer> uses) {
        var code = ticketCode();
        publish(issued(uses, code));
        return code;
    }

    Ticket known(String ticketCode) {
        return tickets.find(ticketCode).orElseThrow();
    }

    int remaining(String ticketCode, String function) {
        return known(ticketCode).entitlement(function).orElseThrow().remainingUses();
    }

    /** A fresh QR token of the ticket. */
    String qr(String ticketCode) {
        return qr(ticketCode, Instant.now().plusSeconds(60));
    }

    String qr(String ticketCode, Instant expiresAt) {
        return qrTokens.seal(
                new QrClaims(UUID.randomUUID().toString(), ticketCode, expiresAt.minusSeconds(60), expiresAt));
    }

    static Map<String, Object> body(String qrToken, String function, String venueCode) {
        var body = new HashMap<String, Object>();
        body.put("qr_token", qrToken);
        body.put("function_code", function);
        body.put("venue_code", venueCode);
        return body;
    }

    Response scan(String token, String qrToken, String function, String venueCode) {
        return as(token).body(body(qrToken, function, venueCode)).post("/venue/scan");
    }

    Response scan(String token, String qrToken, String function, String venueCode, String scanId) {
        var body = body(qrToken, function, venueCode);
        body.put("scan_id", scanId);
        return as(token).body(body).post("/venue/scan");
    }
}
