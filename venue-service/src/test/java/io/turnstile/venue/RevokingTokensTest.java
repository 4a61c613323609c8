package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that was revoked is refused from the next request on, and nothing that happens later wakes it. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RevokingTokensTest {
    @Inject
    Pier pier;

    private String venue;
    private String username;
    private String token;
    private String ticket;

    @BeforeEach
    void aGateThatIsOpen() {
        venue = pier.venue("ferry");
        username = pier.operator(venue);
        token = pier.logIn(username, Pier.PASSWORD);
        ticket = pier.ticket(Map.of("ferry", 9));
        assertGood(token);
    }

    @Test
    void of_a_closed_account_and_for_good() {
        pier.replaceOperator(username, "operator", false, venue);
        assertRefused(token);
        var spent = pier.remaining(ticket, "ferry");
        pier.replaceOperator(username, "operator", true, venue);
        assertRefused(token);
        assertEquals(spent, pier.remaining(ticket, "ferry"));
        assertGood(pier.logIn(username, Pier.PASSWORD));
    }

    @Test
    void of_an_account_with_a_new_password() {
        setPassword("battery-staple");
        assertRefused(token);
        assertGood(pier.logIn(username, "battery-staple"));
    }

    @Test
    void of_an_account_with_another_role_upwards_and_downwards() {
        pier.replaceOperator(username, "supervisor", true, venue);
        assertRefused(token);
        var supervisor = pier.logIn(username, Pier.PASSWORD);
        pier.as(supervisor).get("/operators").then().statusCode(200);
        pier.replaceOperator(username, "operator", true, venue);
        pier.as(supervisor).get("/operators").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        assertRefused(supervisor);
    }

    @Test
    void of_an_operator_who_is_signed_out_everywhere() {
        var another = pier.logIn(username, Pier.PASSWORD);
        revoke();
        assertRefused(token);
        assertRefused(another);
        var next = pier.logIn(username, Pier.PASSWORD);
        assertGood(next);
        revoke();
        assertRefused(next);
    }

    @Test
    void but_not_by_a_change_that_leaves_the_role_and_the_account_open() {
        var there = pier.venue("ferry");
        pier.replaceOperator(username, "operator", true, venue, there);
        assertGood(token);
    }

    /** The venues are asked for at each scan; no token says them. */
    @Test
    void a_venue_that_is_taken_away_is_closed_at_once() {
        var there = pier.venue("ferry");
        pier.replaceOperator(username, "operator", true, there);
        pier.scan(token, pier.qr(ticket), "ferry", venue).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        pier.scan(token, pier.qr(ticket), "ferry", there).then().statusCode(200);
    }

    @Test
    void a_supervisor_who_sets_their_own_password_logs_in_again() {
        pier.replaceOperator(username, "supervisor", true, venue);
        var supervisor = pier.logIn(username, Pier.PASSWORD);
        pier.as(supervisor)
                .body(Map.of("password", "battery-staple"))
                .post("/operators/" + username + "/password")
                .then()
                .statusCode(204);
        assertRefused(supervisor);
        pier.as(pier.logIn(username, "battery-staple")).get("/operators").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "Not%20well-formed", "a%00b"})
    void nobody_who_does_not_exist_is_signed_out(String name) {
        givenBroken()
                .auth()
                .oauth2(pier.supervisor())
                .urlEncodingEnabled(false)
                .post("/operators/" + name + "/revoke")
                .then()
                .statusCode(404)
                .body("code", equalTo("OPERATOR_NOT_FOUND"));
    }

    @Test
    void an_operator_signs_nobody_out() {
        pier.as(token).post("/operators/sam/revoke").then().statusCode(403);
    }

    private void assertGood(String good) {
        pier.scan(good, pier.qr(ticket), "ferry", venue).then().statusCode(200);
        pier.as(good).get("/venue").then().statusCode(200);
    }

    /** Wherever a token is asked for; a scan asks in its own query. */
    private void assertRefused(String bad) {
        pier.scan(bad, pier.qr(ticket), "ferry", venue).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        pier.as(bad).get("/venue").then().statusCode(401);
        pier.as(bad)
                .body(Map.of("encrypted_data", pier.qr(ticket)))
                .post("/qr/decrypt")
                .then()
                .statusCode(401);
        for (var path : List.of("/operators", "/operators/audit")) {
            assertEquals(true, List.of(401, 403).contains(pier.as(bad).get(path).statusCode()), path);
        }
    }

    private void setPassword(String password) {
        pier.as(pier.supervisor())
                .body(Map.of("password", password))
                .post("/operators/" + username + "/password")
                .then()
                .statusCode(204);
    }

    private void revoke() {
        pier.as(pier.supervisor())
                .post("/operators/" + username + "/revoke")
                .then()
                .statusCode(204);
    }
}
