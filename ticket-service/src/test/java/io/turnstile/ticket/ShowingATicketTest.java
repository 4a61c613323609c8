package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static io.turnstile.ticket.Neighbours.BUS;
import static io.turnstile.ticket.Neighbours.FERRY;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.redeemed;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.DirectDecrypter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ShowingATicketTest {
    @Inject
    Neighbours neighbours;

    @Inject
    TurnableClock clock;

    @ConfigProperty(name = "QR_KEYS")
    String keys;

    private String buyer;
    private String code;

    @BeforeEach
    void buyATicket() {
        buyer = someBuyer();
        code = neighbours.buyOne(buyer);
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void the_token_opens_at_a_gate_and_says_what_the_answer_says() throws Exception {
        var qr = show(code);
        var claims = new QrTokens(keys).open(qr.getString("encrypted_data"));
        assertEquals(code, claims.ticketCode());
        assertEquals(code, qr.getString("ticket_code"));
        assertEquals(qr.getString("jti"), claims.jti());
        assertEquals(22, claims.jti().length());
        assertEquals(Instant.parse(qr.getString("issued_at")), claims.issuedAt());
        assertEquals(Instant.parse(qr.getString("expires_at")), claims.expiresAt());
    }

    @Test
    void the_token_holds_nothing_about_a_person() throws Exception {
        var token = JWEObject.parse(show(code).getString("encrypted_data"));
        assertEquals(Set.of("alg", "enc", "kid"), token.getHeader().getIncludedParams());
        token.decrypt(new DirectDecrypter(Base64.getUrlDecoder().decode(keys.split("[:,]")[1])));
        assertEquals(
                Set.of("jti", "tkt", "iat", "exp"),
                token.getPayload().toJSONObject().keySet());
        assertFalse(token.getPayload().toString().contains(buyer));
    }

    @Test
    void the_token_is_good_for_a_minute_at_most() {
        var before = Instant.now();
        var qr = show(code);
        var lifetime =
                Duration.between(Instant.parse(qr.getString("issued_at")), Instant.parse(qr.getString("expires_at")));
        assertEquals(60, lifetime.toSeconds());
        assertEquals(60, qr.getInt("valid_for_seconds"));
        assertFalse(
                Instant.parse(qr.getString("expires_at")).isAfter(Instant.now().plusSeconds(60)));
        assertTrue(Instant.parse(qr.getString("expires_at")).isAfter(before.plusSeconds(58)));
    }

    @Test
    void each_showing_makes_another_token() {
        var first = show(code);
        var second = show(code);
        assertNotEquals(first.getString("jti"), second.getString("jti"));
        assertNotEquals(first.getString("encrypted_data"), second.getString("encrypted_data"));
    }

    @Test
    void a_code_is_read_as_people_type_it() {
        assertEquals(
                code,
                show(code.toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l'))
                        .getString("ticket_code"));
    }

    @Test
    void somebody_elses_ticket_is_not_there() {
        refused(someBuyer(), code, 404, "TICKET_NOT_FOUND");
        givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer(someBuyer()))
                .get("/qr/{code}/info", code)
                .then()
                .statusCode(404)
                .body("code", equalTo("TICKET_NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TK-0000-0000-0010-*", "TK-0000-0000-0010-1", "nonsense", "%00", "TK-\u00e4"})
    void what_is_no_ticket_is_not_there(String unknown) {
        refused(buyer, unknown, 404, "TICKET_NOT_FOUND");
    }

    @Test
    void a_used_ticket_is_not_shown() {
        neighbours.tell(redeemed(code, BUS, 0));
        neighbours.tell(redeemed(code, FERRY, 0));
        refused(buyer, code, 409, "TICKET_NOT_SHOWABLE").body("detail", containsString("used"));
        info(code).body("status", equalTo("used")).body("showable", equalTo(false));
    }

    @Test
    void an_expired_ticket_is_not_shown() {
        clock.putForward(Duration.ofDays(31));
        refused(buyer, code, 409, "TICKET_NOT_SHOWABLE").body("detail", containsString("expired"));
        info(code).body("status", equalTo("expired")).body("showable", equalTo(false));
    }

    @Test
    void a_ticket_whose_time_has_not_come_is_shown() {
        var season = Instant.now().plus(Duration.ofDays(60));
        var paid = paid(buyer, new TicketLine(102, "Season", 1, 30, season, List.of(BUS)));
        neighbours.tell(paid);
        var early = neighbours
                .issuedFor(paid.orderId())
                .getFirst()
                .tickets()
                .getFirst()
                .ticketCode();
        assertEquals(early, show(early).getString("ticket_code"));
        info(early).body("status", equalTo("active")).body("showable", equalTo(true));
    }

    @Test
    void the_info_says_what_the_ticket_holds() {
        info(code)
                .body("ticket_code", equalTo(code))
                .body("product_name", equalTo("Island day package"))
                .body("showable", equalTo(true))
                .body("qr_valid_for_seconds", equalTo(60))
                .body("entitlements.function_code", contains("bus", "ferry"))
                .body("entitlements.remaining_uses", contains(2, 1));
    }

    private JsonPath show(String typed) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .post("/qr/{code}", typed)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse info(String of) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .get("/qr/{code}/info", of)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse refused(String who, String what, int status, String problem) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(who))
                .post("/qr/{code}", what)
                .then()
                .statusCode(status)
                .body("code", equalTo(problem));
    }
}
