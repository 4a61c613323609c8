package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only the issuer's word counts, only for this audience, only in time, and only a buyer's. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class TokenRightsTest {
    private static final String BUYER = "mia";

    @Inject
    Neighbours neighbours;

    @ConfigProperty(name = "OIDC_ISSUER")
    String issuer;

    private String code;

    @BeforeEach
    void buyATicket() {
        code = neighbours.buyOne(BUYER);
    }

    @Endpoints
    void no_token_opens_nothing(String method, String path) {
        givenBroken()
                .request(method, path.replace("CODE", code))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue())
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Endpoints
    void a_token_of_no_buyer_is_forbidden(String method, String path) {
        call(method, path, TestTokens.of(BUYER, "analyst", "catalog-admin"))
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        call(method, path, TestTokens.of(BUYER)).statusCode(403);
    }

    @Endpoints
    void an_expired_token_opens_nothing(String method, String path) {
        unauthenticated(method, path, buyer().expired().sign());
    }

    @Endpoints
    void another_issuers_token_opens_nothing(String method, String path) {
        unauthenticated(
                method, path, buyer().issuer("https://elsewhere.example").sign());
    }

    @Endpoints
    void a_token_for_another_audience_opens_nothing(String method, String path) {
        unauthenticated(method, path, buyer().audience("elsewhere").sign());
    }

    @Endpoints
    void a_forged_token_opens_nothing(String method, String path) {
        unauthenticated(method, path, buyer().forged().sign());
    }

    @Endpoints
    void a_token_of_nobody_opens_nothing(String method, String path) {
        unauthenticated(method, path, TestTokens.token(null).groups("buyer").sign());
    }

    @Endpoints
    void a_token_made_another_way_opens_nothing(String method, String path) throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .subject(BUYER)
                .issuer(issuer)
                .audience("turnstile")
                .claim("groups", List.of("buyer"))
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        unauthenticated(method, path, new PlainJWT(claims).serialize());
        var symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner(new byte[32]));
        unauthenticated(method, path, symmetric.serialize());
    }

    private static TestTokens.Builder buyer() {
        return TestTokens.token(BUYER).groups("buyer");
    }

    private void unauthenticated(String method, String path, String token) {
        call(method, path, token).statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    private ValidatableResponse call(String method, String path, String token) {
        return givenBroken()
                .header("Authorization", "Bearer " + token)
                .request(method, path.replace("CODE", code))
                .then();
    }

    @ParameterizedTest
    @CsvSource({"GET, /my/tickets", "POST, /qr/CODE", "GET, /qr/CODE/info"})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Endpoints {}
}
