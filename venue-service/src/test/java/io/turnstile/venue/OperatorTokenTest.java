package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class OperatorTokenTest {
    @Inject
    Pier pier;

    @Inject
    TurnableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_token_that_is_right_in_all_is_taken() {
        givenBroken()
                .auth()
                .oauth2(signed(claims(), key()))
                .get("/venue")
                .then()
                .statusCode(200);
    }

    @Test
    void nobody_passes_without_a_good_token() {
        Stream.of(
                        TestTokens.of("sam", "operator", "supervisor"),
                        TestTokens.buyer("mia"),
                        unsigned(),
                        signed(claims(), new byte[32]),
                        signed(claims().expiresAt(Instant.now().minusSeconds(600)), key()),
                        signed(claims().issuer("turnstile/ticket-service"), key()),
                        signed(claims().audience("turnstile"), key()),
                        claims().jws()
                                .algorithm(SignatureAlgorithm.HS512)
                                .sign(new SecretKeySpec(longKey(), "HmacSHA512")),
                        "nonsense")
                .forEach(this::isTurnedAway);
        givenBroken().get("/venue").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    private void isTurnedAway(String token) {
        for (var path : new String[] {"/venue/scan", "/qr/decrypt", "/operators", "/venue"}) {
            pier.as(token)
                    .body(bodyFor(path))
                    .post(path)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("UNAUTHENTICATED"));
        }
    }

    private static Object bodyFor(String path) {
        return switch (path) {
            case "/venue/scan" -> Pier.body("x", "ferry", "pier");
            case "/qr/decrypt" -> Map.of("encrypted_data", "x");
            case "/operators" ->
                Map.of("username", "eve", "password", "eves-password", "role", "supervisor", "venue_codes", new int[0]);
            default ->
                Map.of(
                        "venue_code",
                        "eves",
                        "venue_name",
                        "Eve's",
                        "supported_functions",
                        new int[0],
                        "is_active",
                        true);
        };
    }

    @Test
    void an_operator_administers_nothing() {
        var operator = pier.operatorToken();
        pier.as(operator).get("/operators").then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        pier.as(operator).body(bodyFor("/operators")).post("/operators").then().statusCode(403);
        pier.as(operator).body(bodyFor("/venue")).post("/venue").then().statusCode(403);
        pier.as(operator)
                .body(Map.of("password", "new-password"))
                .post("/operators/sam/password")
                .then()
                .statusCode(403);
    }

    @Test
    void a_token_lasts_a_shift() {
        var venue = pier.venue("ferry");
        var username = pier.operator(venue);
        clock.set(Duration.ofHours(-12).plusSeconds(30));
        var almostOver = pier.logIn(username, Pier.PASSWORD);
        // Beyond the minute by which clocks may be apart.
        clock.set(Duration.ofHours(-12).minusSeconds(90));
        var over = pier.logIn(username, Pier.PASSWORD);
        clock.reset();
        pier.scan(almostOver, "x", "ferry", venue).then().statusCode(422);
        pier.scan(over, "x", "ferry", venue).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    private static JwtClaimsBuilder claims() {
        return Jwt.issuer("turnstile/venue-service")
                .audience("turnstile-gates")
                .subject("sam")
                .groups("operator")
                .expiresAt(Instant.now().plusSeconds(600));
    }

    private static String signed(JwtClaimsBuilder claims, byte[] key) {
        return claims.jws().algorithm(SignatureAlgorithm.HS256).sign(new SecretKeySpec(key, "HmacSHA256"));
    }

    private static String unsigned() {
        var payload = signed(claims(), key()).split("\\.")[1];
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + payload + ".";
    }

    private static byte[] key() {
        return Base64.getUrlDecoder().decode(ConfigProvider.getConfig().getValue("OPERATOR_TOKEN_KEY", String.class));
    }

    private static byte[] longKey() {
        var twice = new byte[64];
        System.arraycopy(key(), 0, twice, 0, 32);
        return twice;
    }
}
