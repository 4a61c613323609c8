package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is held before a scanner gets a verdict that the gate's staff can act on, spends nothing and is kept; the
 * preview says the same. What can be forged is tried out in shared-contracts; here stands one of each kind.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ShowingAForgedQrTest {
    /** By far the most that any QR code holds is 7,089 digits. */
    private static final int LARGEST_QR_CODE = 7_089;

    @Inject
    Pier pier;

    @Inject
    TurnableClock clock;

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "QR_KEYS")
    String keys;

    private String venue;
    private String operator;
    private String ticket;

    @BeforeEach
    void aGateAndATicket() {
        venue = pier.venue("ferry");
        operator = pier.operatorToken(venue);
        ticket = pier.ticket(Map.of("ferry", 1));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_forged_qr_of_each_kind_is_no_valid_qr_at_the_scan_and_at_the_preview() {
        var honest = pier.qr(ticket);
        var forgeries = forgeries(honest);
        forgeries.forEach((kind, forged) -> {
            var sent = Rows.count(dataSource, "scan_attempts WHERE venue_code = ?", venue);
            assertInvalid(kind, scan(forged).then().extract().response(), 422, "SCAN_REJECTED")
                    .then()
                    .body("reason", equalTo("QR_INVALID"))
                    .body("ticket_code", nullValue());
            assertInvalid(kind, preview(forged), 401, "QR_INVALID");
            assertEquals(sent + 1, Rows.count(dataSource, "scan_attempts WHERE venue_code = ?", venue), kind);
        });
        assertEquals(
                forgeries.size(),
                Rows.count(
                        dataSource,
                        "scan_attempts WHERE venue_code = ? AND reason = 'QR_INVALID' AND jti IS NULL"
                                + " AND ticket_code IS NULL",
                        venue));
        assertEquals(1, pier.remaining(ticket, "ferry"));
        scan(honest).then().statusCode(200);
    }

    private Map<String, String> forgeries(String honest) {
        var parts = honest.split("\\.");
        var other = pier.qr(ticket).split("\\.");
        var now = Instant.now();
        var claims = new QrClaims("jti", ticket, now, now.plusSeconds(60));
        var sealingKid = keys.split("[:,]")[0];
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("another header", "eyJhbGciOiJkaXIifQ" + honest.substring(parts[0].length()));
        kinds.put("with an encrypted key", honest.replace("..", ".AAAA."));
        kinds.put("another initialization vector", honest.replace(parts[2], other[2]));
        kinds.put("another ciphertext", honest.replace(parts[3], other[3]));
        kinds.put("another tag", honest.replace(parts[4], other[4]));
        kinds.put("cut", honest.substring(0, honest.length() - 1));
        kinds.put("another key under our kid", stranger(sealingKid).seal(claims));
        kinds.put("unknown kid", stranger("k9").seal(claims));
        kinds.put("another cipher", sealed(EncryptionMethod.A128CBC_HS256, payload(now, 60)));
        kinds.put("alive for too long", sealed(EncryptionMethod.A256GCM, payload(now, 61)));
        kinds.put(
                "alive for ever",
                sealed(EncryptionMethod.A256GCM, payload(now, Long.MAX_VALUE - now.getEpochSecond())));
        kinds.put(
                "ids that the database cannot keep",
                sealed(EncryptionMethod.A256GCM, payload(now, 60).replace("TK", "\\u0000")));
        kinds.put("no claims", sealed(EncryptionMethod.A256GCM, "{}"));
        kinds.put("no token", "https://example.com/" + ticket);
        kinds.put("the largest QR code", "0".repeat(LARGEST_QR_CODE));
        kinds.put("letters of all the world", "票\u202E🎫\u0001");
        return kinds;
    }

    @Test
    void a_qr_is_good_at_the_deployment_that_sealed_it_and_at_no_other() {
        var now = Instant.now();
        var claims = new QrClaims("jti-" + ticket, ticket, now, now.plusSeconds(60));
        var sealingKid = keys.split("[:,]")[0];
        assertInvalid("theirs", scan(stranger(sealingKid).seal(claims)), 422, "SCAN_REJECTED");
        scan(new QrTokens(keys).seal(claims)).then().statusCode(200);
    }

    @Test
    void a_qr_from_the_future_is_no_valid_qr_and_its_verdict_says_what_to_do() {
        var qr = pier.qr(ticket);
        clock.set(Duration.ofSeconds(8).negated());
        scan(qr).then()
                .statusCode(422)
                .body("reason", equalTo("QR_INVALID"))
                .body("detail", containsString("dated in the future"));
        preview(qr)
                .then()
                .statusCode(401)
                .body("code", equalTo("QR_INVALID"))
                .body("detail", containsString("dated in the future"));
        clock.reset();
        scan(qr).then().statusCode(200);
    }

    @Test
    void an_expired_qr_is_refused_at_the_scan_and_at_the_preview() {
        var qr = pier.qr(ticket, Instant.now().plusSeconds(60));
        clock.set(Duration.ofSeconds(67));
        scan(qr).then()
                .statusCode(422)
                .body("reason", equalTo("QR_EXPIRED"))
                .body("detail", containsString("show a new one"));
        preview(qr).then().statusCode(401).body("code", equalTo("QR_EXPIRED"));
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void a_text_that_no_qr_code_holds_is_a_bad_request() {
        var oversized = "0".repeat(8_193);
        badRequest("/venue/scan", Pier.body(oversized, "ferry", venue), "qr_token");
        badRequest("/qr/decrypt", Map.of("encrypted_data", oversized), "encrypted_data");
    }

    private void badRequest(String path, Map<String, Object> body, String field) {
        givenBroken()
                .auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", hasItem(field));
    }

    private static Response assertInvalid(String kind, Response response, int status, String code) {
        assertEquals(status, response.statusCode(), kind);
        assertEquals(code, response.path("code"), kind);
        response.then().body("detail", containsString("Ask the guest to open the ticket"));
        return response;
    }

    private Response scan(String qr) {
        return pier.scan(operator, qr, "ferry", venue);
    }

    private Response preview(String qr) {
        return pier.as(operator).body(Map.of("encrypted_data", qr)).post("/qr/decrypt");
    }

    private static QrTokens stranger(String kid) {
        return new QrTokens(kid + ":" + Base64.getUrlEncoder().encodeToString(("x".repeat(32)).getBytes(UTF_8)));
    }

    private String payload(Instant issuedAt, long life) {
        var seconds = issuedAt.getEpochSecond();
        return "{\"jti\":\"j\",\"tkt\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(ticket, seconds, seconds + life);
    }

    /** With our own key, as somebody might who got hold of it. */
    private String sealed(EncryptionMethod method, String payload) {
        var kidAndKey = keys.split(",")[0].split(":");
        var header = new JWEHeader.Builder(JWEAlgorithm.DIR, method)
                .keyID(kidAndKey[0])
                .build();
        var token = new JWEObject(header, new Payload(payload));
        try {
            token.encrypt(new DirectEncrypter(Base64.getUrlDecoder().decode(kidAndKey[1])));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }
}
