package io.turnstile.order;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only the issuer's word counts, only for this audience, only in time, and each group has its own endpoints. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class TokenRightsTest {
    @Inject
    Shop shop;

    private final String mia = Shop.somebody("mia");
    private String order;

    @BeforeEach
    void order() {
        order = shop.ordered(mia, shop.productWith(1), 1).toString();
    }

    @Endpoints
    void no_token_opens_nothing(String method, String path) {
        givenBroken()
                .contentType("application/json")
                .request(method, path.replace("ORDER", order))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue())
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Endpoints
    void another_group_is_forbidden(String method, String path, String group) {
        var others = Stream.of("buyer", "analyst", "catalog-admin", "finance", "operator", "supervisor")
                .filter(other -> !other.equals(group))
                .toArray(String[]::new);
        call(method, path, TestTokens.of(mia, others)).statusCode(403).body("code", equalTo("FORBIDDEN"));
        call(method, path, TestTokens.of(mia)).statusCode(403);
    }

    @Endpoints
    void a_token_that_is_not_good_is_none(String method, String path, String group) {
        Stream.of(
                        token(group).expired(),
                        token(group).issuer("https://elsewhere.example"),
                        token(group).audience("elsewhere"),
                        token(group).forged(),
                        TestTokens.token(null).groups(group))
                .forEach(
                        bad -> call(method, path, bad.sign()).statusCode(401).body("code", equalTo("UNAUTHENTICATED")));
    }

    private TestTokens.Builder token(String group) {
        return TestTokens.token(mia).groups(group);
    }

    private ValidatableResponse call(String method, String path, String token) {
        return givenBroken()
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", "key")
                .contentType("application/json")
                .body("{\"items\":[{\"product_id\":1,\"qty\":1}]}")
                .request(method, path.replace("ORDER", order))
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orders, buyer",
        "POST, /orders, buyer",
        "GET, /orders/ORDER, buyer",
        "POST, /orders/ORDER/cancel, buyer",
        "GET, /orders/refunds-due, finance"
    })
    @Retention(RetentionPolicy.RUNTIME)
    @interface Endpoints {}
}
