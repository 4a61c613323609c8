package io.turnstile.venue;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There is always somebody who administers. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class LastSupervisorTest {
    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    private String eve;
    private String ida;

    /** And nobody else: also not the supervisor whom the environment names. */
    @BeforeEach
    void twoSupervisors() {
        eve = supervisor();
        ida = supervisor();
        Rows.change(
                dataSource,
                "UPDATE operators SET is_active = (username IN (?, ?)) WHERE role = 'SUPERVISOR'",
                eve,
                ida);
    }

    @AfterEach
    void asItWas() {
        Rows.change(dataSource, "UPDATE operators SET is_active = (username = 'sam') WHERE role = 'SUPERVISOR'");
    }

    @ParameterizedTest
    @CsvSource({"supervisor, false", "operator, true", "operator, false"})
    void the_last_one_is_neither_closed_nor_made_an_operator(String role, boolean active) {
        var token = pier.logIn(eve, Pier.PASSWORD);
        assertEquals(200, replace(token, ida, role, active));
        pier.as(token)
                .body(content(role, active))
                .put("/operators/" + eve)
                .then()
                .statusCode(409)
                .body("code", equalTo("LAST_SUPERVISOR"));
        // Refused, so nothing has changed, and the token is good.
        assertEquals(200, replace(token, eve, "supervisor", true));
    }

    @Test
    void one_who_is_not_active_is_not_the_last() {
        var token = pier.logIn(eve, Pier.PASSWORD);
        assertEquals(200, replace(token, ida, "supervisor", false));
        assertEquals(200, replace(token, ida, "operator", false));
    }

    @RepeatedTest(15)
    void two_who_close_each_other_at_once_leave_one() {
        var tokens = List.of(pier.logIn(eve, Pier.PASSWORD), pier.logIn(ida, Pier.PASSWORD));
        var others = List.of(ida, eve);
        AtOnce.call(2, i -> replace(tokens.get(i), others.get(i), "supervisor", false));
        assertEquals(1, Rows.count(dataSource, "operators WHERE role = 'SUPERVISOR' AND is_active"));
    }

    @RepeatedTest(15)
    void two_who_step_down_at_once_leave_one() {
        var names = List.of(eve, ida);
        var tokens = List.of(pier.logIn(eve, Pier.PASSWORD), pier.logIn(ida, Pier.PASSWORD));
        var statuses = AtOnce.call(2, i -> replace(tokens.get(i), names.get(i), "operator", true)).stream()
                .sorted()
                .toList();
        assertEquals(List.of(200, 409), statuses);
        assertEquals(1, Rows.count(dataSource, "operators WHERE role = 'SUPERVISOR' AND is_active"));
    }

    /** A change writes the whole account: made at the same time, one would undo the other. */
    @RepeatedTest(15)
    void an_account_that_is_closed_while_its_password_is_set_stays_closed_with_the_new_password() {
        var token = pier.logIn(eve, Pier.PASSWORD);
        var username = Pier.unique("op");
        pier.as(token)
                .body(Map.of(
                        "username", username, "password", Pier.PASSWORD, "role", "operator", "venue_codes", List.of()))
                .post("/operators")
                .then()
                .statusCode(201);
        AtOnce.call(
                2,
                i -> i == 0
                        ? replace(token, username, "operator", false)
                        : pier.as(token)
                                .body(Map.of("password", "battery-staple"))
                                .post("/operators/" + username + "/password")
                                .statusCode());
        assertEquals(
                1,
                Rows.count(
                        dataSource,
                        "operators WHERE NOT is_active AND token_generation = 2 AND username = ?",
                        username));
        assertEquals(200, replace(token, username, "operator", true));
        pier.logIn(username, "battery-staple");
    }

    private String supervisor() {
        var username = pier.operator();
        pier.replaceOperator(username, "supervisor", true);
        return username;
    }

    private int replace(String token, String username, String role, boolean active) {
        return pier.as(token)
                .body(content(role, active))
                .put("/operators/" + username)
                .statusCode();
    }

    private static Map<String, Object> content(String role, boolean active) {
        return Map.of("role", role, "is_active", active, "venue_codes", List.of());
    }
}
