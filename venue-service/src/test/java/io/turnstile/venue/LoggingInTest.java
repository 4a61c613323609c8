package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class LoggingInTest {
    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Test
    void an_operator_gets_a_token_for_one_shift() throws IOException {
        var username = pier.operator();
        var answer = logIn(username, Pier.PASSWORD);
        answer.then().statusCode(200).header("Cache-Control", "no-store");
        var claims = new ObjectMapper()
                .readTree(Base64.getUrlDecoder()
                        .decode(answer.<String>path("operator_token").split("\\.")[1]));
        assertEquals(username, claims.path("sub").asText());
        assertEquals("turnstile/venue-service", claims.path("iss").asText());
        assertEquals("turnstile-gates", claims.path("aud").asText());
        assertEquals("operator", claims.path("groups").path(0).asText());
        var expiresAt = Instant.parse(answer.path("expires_at"));
        assertEquals(expiresAt, Instant.ofEpochSecond(claims.path("exp").asLong()));
        var lifetime = Duration.between(Instant.now(), expiresAt);
        assertTrue(lifetime.compareTo(Duration.ofHours(12)) <= 0 && lifetime.compareTo(Duration.ofHours(11)) > 0);
    }

    @Test
    void a_supervisor_is_an_operator_too() throws IOException {
        var claims = new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(pier.supervisor().split("\\.")[1]));
        assertEquals(
                Set.of("supervisor", "operator"),
                StreamSupport.stream(claims.path("groups").spliterator(), false)
                        .map(group -> group.asText())
                        .collect(Collectors.toSet()));
    }

    @Test
    void wrong_unknown_and_closed_cannot_be_told_apart() {
        var wrong = logIn(pier.operator(), "wrong-password");
        var unknown = logIn(Pier.unique("nobody"), Pier.PASSWORD);
        var closedAccount = pier.operator();
        pier.replaceOperator(closedAccount, "operator", false);
        var closed = logIn(closedAccount, Pier.PASSWORD);
        wrong.then().statusCode(401).body("code", equalTo("INVALID_CREDENTIALS"));
        assertEquals(wrong.body().asString(), unknown.body().asString());
        assertEquals(wrong.body().asString(), closed.body().asString());
    }

    @Test
    void a_password_is_compared_to_its_end() {
        var username = Pier.unique("op");
        var longest = "0123456789".repeat(7) + "ab";
        pier.as(pier.supervisor())
                .body(Map.of("username", username, "password", longest, "role", "operator", "venue_codes", Set.of()))
                .post("/operators")
                .then()
                .statusCode(201);
        logIn(username, longest).then().statusCode(200);
        logIn(username, longest + "c").then().statusCode(401);
        logIn(username, longest.substring(0, 71)).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void many_failures_lock_a_name_for_a_while_whether_it_exists_or_not(boolean exists) {
        var username = exists ? pier.operator() : Pier.unique("nobody");
        for (var i = 0; i < 10; i++) {
            logIn(username, "wrong-password").then().statusCode(401);
        }
        var locked = logIn(username, Pier.PASSWORD);
        locked.then().statusCode(429).body("code", equalTo("TOO_MANY_ATTEMPTS")).body("result", nullValue());
        var seconds = Integer.parseInt(locked.header("Retry-After"));
        assertTrue(seconds > 0 && seconds <= 61, locked.header("Retry-After"));

        Rows.change(
                dataSource,
                "UPDATE login_places SET locked_until = now() - interval '1 s' WHERE username = ?",
                username);
        logIn(username, Pier.PASSWORD).then().statusCode(exists ? 200 : 401);
        // The right password made an end of it; a guess within the window locks again at once.
        logIn(username, "wrong-password").then().statusCode(exists ? 401 : 429);
    }

    @Test
    void failures_of_long_ago_do_not_count() {
        var username = pier.operator();
        for (var i = 0; i < 9; i++) {
            logIn(username, "wrong-password").then().statusCode(401);
        }
        Rows.change(
                dataSource,
                "UPDATE login_places SET last_failure_at = now() - interval '16 min' WHERE username = ?",
                username);
        logIn(username, "wrong-password").then().statusCode(401);
        logIn(username, Pier.PASSWORD).then().statusCode(200);
    }

    @Test
    void a_new_password_lifts_the_lock() {
        var username = pier.operator();
        for (var i = 0; i < 10; i++) {
            logIn(username, "wrong-password").then().statusCode(401);
        }
        pier.as(pier.supervisor())
                .body(Map.of("password", "battery-staple"))
                .post("/operators/" + username + "/password")
                .then()
                .statusCode(204);
        logIn(username, "battery-staple").then().statusCode(200);
    }

    @Test
    void a_login_that_is_not_well_formed_is_a_bad_request() {
        for (var body : new String[] {
            "{\"username\":\"sam\"}",
            "{\"username\":\"a\\u0000b\",\"password\":\"x\"}",
            "{\"username\":\"sam\",\"password\":\"\"}",
            "{",
            "null"
        }) {
            givenBroken()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/operators/login")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("VALIDATION_ERROR"));
        }
    }

    private static Response logIn(String username, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/operators/login");
    }
}
