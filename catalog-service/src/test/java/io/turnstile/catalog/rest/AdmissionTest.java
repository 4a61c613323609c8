package io.turnstile.catalog.rest;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.turnstile.catalog.ProductBody;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AdmissionTest {

    static Stream<Function<RequestSpecification, Response>> administration() {
        var body = ProductBody.fresh().members();
        var content = ProductBody.fresh().withoutId().members();
        return Stream.of(
                request -> request.get("/products"),
                request -> request.contentType(ContentType.JSON).body(body).post("/products"),
                request -> request.contentType(ContentType.JSON).body(content).put("/products/101"),
                request -> request.post("/products/101/retire"));
    }

    @ParameterizedTest
    @MethodSource("administration")
    void administration_needs_a_token(Function<RequestSpecification, Response> call) {
        call.apply(givenBroken())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @ParameterizedTest
    @MethodSource("administration")
    void administration_needs_the_role(Function<RequestSpecification, Response> call) {
        for (var token : new String[] {TestTokens.buyer("mia"), TestTokens.of("ben", "analyst")}) {
            call.apply(given().header("Authorization", "Bearer " + token))
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("FORBIDDEN"));
        }
    }

    static Stream<String> tokensThatAreWorthless() {
        var anns = TestTokens.of("ann", "catalog-admin");
        return Stream.of(
                TestTokens.token("ann").groups("catalog-admin").expired().sign(),
                TestTokens.token("ann").groups("catalog-admin").forged().sign(),
                TestTokens.token("ann")
                        .groups("catalog-admin")
                        .issuer("http://elsewhere")
                        .sign(),
                TestTokens.token("ann")
                        .groups("catalog-admin")
                        .audience("elsewhere")
                        .sign(),
                anns.substring(0, anns.lastIndexOf('.') + 1),
                "nonsense");
    }

    @ParameterizedTest
    @MethodSource("tokensThatAreWorthless")
    void a_token_that_is_not_the_issuers_for_us_now_admits_nobody(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/products")
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
    }
}
