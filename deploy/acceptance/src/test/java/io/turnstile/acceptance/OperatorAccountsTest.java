package io.turnstile.acceptance;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.platform.testing.OpenApiContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a supervisor takes away is gone at the next request, whichever replica is asked. */
@ExtendWith(RunningSuite.class)
class OperatorAccountsTest {
    private static final String PASSWORD = "correct-horse";
    private static final String VENUE = "central-pier";

    private final List<String> replicas;
    private final String supervisor;

    OperatorAccountsTest(Suite suite) {
        this.replicas = suite.urlsOf("venue-service");
        this.supervisor =
                logIn(suite.secret("first-supervisor", "username"), suite.secret("first-supervisor", "password"));
    }

    @Test
    void a_closed_operator_is_refused_at_the_next_scan_by_every_replica_and_so_is_the_token_ever_after() {
        assertEquals(2, replicas.size());
        var username = operator();
        var token = logIn(username, PASSWORD);
        everyReplicaAnswers(422, token);
        replace(username, false);
        everyReplicaAnswers(401, token);
        replace(username, true);
        everyReplicaAnswers(401, token);
        everyReplicaAnswers(422, logIn(username, PASSWORD));
    }

    @Test
    void a_lost_terminal_is_signed_out_at_every_replica() {
        var username = operator();
        var token = logIn(username, PASSWORD);
        everyReplicaAnswers(422, token);
        as(supervisor).post("/operators/{username}/revoke", username).then().statusCode(204);
        everyReplicaAnswers(401, token);
    }

    /** A client may write what it likes: the gateway adds whom it saw, and that alone counts. */
    @Test
    void a_forged_address_does_not_escape_a_lock() {
        var nobody = "nobody-" + UUID.randomUUID();
        for (var i = 1; i <= 10; i++) {
            guess(nobody, "203.0.113." + i).then().statusCode(401);
        }
        guess(nobody, "203.0.113.11").then().statusCode(429).body("code", equalTo("TOO_MANY_ATTEMPTS"));
    }

    private static Response guess(String username, String forged) {
        return OpenApiContract.given()
                .header("X-Forwarded-For", forged)
                .contentType(JSON)
                .body(Map.of("username", username, "password", "wrong-password"))
                .post("/operators/login");
    }

    /** What is scanned is no QR: 422 says that the operator may scan it all the same. */
    private void everyReplicaAnswers(int status, String token) {
        for (var replica : replicas) {
            as(token)
                    .baseUri(replica)
                    .body(Map.of("qr_token", "x", "function_code", "ferry", "venue_code", VENUE))
                    .post("/venue/scan")
                    .then()
                    .statusCode(status);
        }
    }

    private String operator() {
        var username = "op-" + UUID.randomUUID();
        as(supervisor)
                .body(Map.of(
                        "username", username, "password", PASSWORD, "role", "operator", "venue_codes", List.of(VENUE)))
                .post("/operators")
                .then()
                .statusCode(201);
        return username;
    }

    private void replace(String username, boolean active) {
        as(supervisor)
                .body(Map.of("role", "operator", "venue_codes", List.of(VENUE), "is_active", active))
                .put("/operators/{username}", username)
                .then()
                .statusCode(200);
    }

    private static String logIn(String username, String password) {
        return Gate.login(username, password).statusCode(200).extract().path("operator_token");
    }

    private static RequestSpecification as(String token) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + token)
                .contentType(JSON);
    }
}
