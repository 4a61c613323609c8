package io.turnstile.ticket;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ApiContractTest {
    @Test
    void the_api_document_lists_what_is_served_and_nothing_else() {
        OpenApiContract.assertEndpointsListed("ticket-service", "io.turnstile.ticket");
    }

    @Test
    void nothing_is_served_elsewhere() {
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.buyer("mia"))
                .get("/tickets")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void another_method_is_refused() {
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.buyer("mia"))
                .delete("/my/tickets")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
    }
}
