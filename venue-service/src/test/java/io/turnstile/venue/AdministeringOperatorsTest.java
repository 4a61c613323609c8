package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AdministeringOperatorsTest {
    @Inject
    Pier pier;

    @Test
    void an_operator_is_added_once_and_replaced_as_often_as_one_likes() {
        var here = pier.venue("ferry");
        var there = pier.venue("ferry");
        var username = Pier.unique("op");
        var operator = Map.of(
                "username",
                username,
                "password",
                Pier.PASSWORD,
                "display_name",
                "Bob Chan",
                "role",
                "operator",
                "venue_codes",
                List.of(here));
        var created = pier.as(pier.supervisor()).body(operator).post("/operators");
        created.then()
                .statusCode(201)
                .body("operator_id", equalTo(username))
                .body("display_name", equalTo("Bob Chan"))
                .body("venue_codes", contains(here))
                .body("is_active", equalTo(true))
                .body("password_hash", nullValue());
        assertEquals("/operators/" + username, AdministeringVenuesTest.path(created));
        pier.as(pier.supervisor())
                .body(operator)
                .post("/operators")
                .then()
                .statusCode(409)
                .body("code", equalTo("OPERATOR_EXISTS"));

        for (var i = 0; i < 2; i++) {
            pier.as(pier.supervisor())
                    .body(Map.of("role", "supervisor", "venue_codes", List.of(here, there), "is_active", true))
                    .put("/operators/" + username)
                    .then()
                    .statusCode(200)
                    .body("role", equalTo("supervisor"))
                    .body("display_name", nullValue())
                    .body("venue_codes", hasItems(here, there));
        }
        pier.as(pier.supervisor())
                .get("/operators")
                .then()
                .statusCode(200)
                .body("operators.find { it.username == '" + username + "' }.venue_codes", hasItems(here, there));
        pier.logIn(username, Pier.PASSWORD);
    }

    @Test
    void two_who_add_the_same_at_once_add_it_once() {
        var username = Pier.unique("op");
        var venue = Pier.unique("pier");
        var supervisor = pier.supervisor();
        assertOneCreated(AtOnce.call(4, _ -> pier.as(supervisor)
                .body(Map.of(
                        "username", username, "password", Pier.PASSWORD, "role", "operator", "venue_codes", List.of()))
                .post("/operators")));
        assertOneCreated(AtOnce.call(4, _ -> pier.as(supervisor)
                .body(Map.of(
                        "venue_code", venue, "venue_name", "x", "supported_functions", List.of(), "is_active", true))
                .post("/venue")));
    }

    @Test
    void an_operator_needs_venues_that_exist() {
        for (var i = 0; i < 2; i++) {
            pier.as(pier.supervisor())
                    .body(Map.of(
                            "username",
                            Pier.unique("op"),
                            "password",
                            Pier.PASSWORD,
                            "role",
                            "operator",
                            "venue_codes",
                            List.of("nowhere")))
                    .post("/operators")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("VALIDATION_ERROR"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "Not%20well-formed", "a%00b"})
    void an_operator_who_does_not_exist_is_not_changed(String username) {
        var supervisor = pier.supervisor();
        var request = givenBroken()
                .auth()
                .oauth2(supervisor)
                .contentType(ContentType.JSON)
                .urlEncodingEnabled(false);
        request.body(Map.of("role", "operator", "venue_codes", List.of(), "is_active", true))
                .put("/operators/" + username)
                .then()
                .statusCode(404)
                .body("code", equalTo("OPERATOR_NOT_FOUND"));
        request.body(Map.of("password", Pier.PASSWORD))
                .post("/operators/" + username + "/password")
                .then()
                .statusCode(404)
                .body("code", equalTo("OPERATOR_NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({
        "short, must have 8 characters or more",
        "'seventy-two bytes are all that bcrypt looks at, so this one is far too long', must have 72 bytes or fewer in UTF-8",
        "ééééééééééééééééééééééééééééééééééééé, must have 72 bytes or fewer in UTF-8",
        "123456789, 'must not be a run such as 12345678, or a few characters repeated'",
        "Password123, is among the most common passwords"
    })
    void a_password_that_breaks_a_rule_is_told_which(String password, String message) {
        broken(Map.of("password", password), "/operators/" + pier.operator() + "/password", message);
        broken(newcomer(Pier.unique("op"), password), "/operators", message);
    }

    @Test
    void a_password_that_holds_the_user_name_or_a_nul_is_refused() {
        var username = Pier.unique("op");
        broken(newcomer(username, "my-" + username), "/operators", "must not contain the user name");
        var operator = pier.operator();
        broken(Map.of("password", operator), "/operators/" + operator + "/password", "must not contain the user name");
        // Escaped as JSON does it: half a surrogate pair would not come through otherwise.
        for (var password : List.of("long-enough\\u0000tail", "long-enough\\uD83D")) {
            broken(
                    "{\"password\":\"" + password + "\"}",
                    "/operators/" + operator + "/password",
                    "must be a text without NUL and without half characters");
        }
        pier.logIn(operator, Pier.PASSWORD);
    }

    private static Map<String, Object> newcomer(String username, String password) {
        return Map.of("username", username, "password", password, "role", "operator", "venue_codes", List.of());
    }

    private void broken(Object body, String path, String message) {
        givenBroken()
                .auth()
                .oauth2(pier.supervisor())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", contains("password"))
                .body("errors.message", contains(message));
    }

    private static void assertOneCreated(List<Response> answers) {
        var statuses = answers.stream().map(Response::statusCode).sorted().toList();
        assertEquals(
                IntStream.range(0, answers.size())
                        .mapToObj(i -> i == 0 ? 201 : 409)
                        .toList(),
                statuses);
    }
}
