package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.venue.model.LoginPlaces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guessing comes to an end, and whoever guesses shuts nobody out but himself. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class GuessingPasswordsTest {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Inject
    LoginPlaces places;

    @Inject
    TurnableClock clock;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void who_locks_an_account_locks_it_where_he_is() {
        var username = pier.operator();
        var attacker = address();
        lock(username, attacker);
        assertEquals(429, logIn(username, Pier.PASSWORD, attacker).statusCode());
        assertEquals(200, logIn(username, Pier.PASSWORD, address()).statusCode());
    }

    @Test
    void what_a_client_writes_into_the_header_takes_it_nowhere() {
        var username = pier.operator();
        var attacker = address();
        for (var i = 0; i < 10; i++) {
            assertEquals(
                    401,
                    logIn(username, "wrong-password", address() + ", " + attacker)
                            .statusCode());
        }
        logIn(username, Pier.PASSWORD, "not an address, %s, %s".formatted(address(), attacker))
                .then()
                .statusCode(429)
                .body("code", equalTo("TOO_MANY_ATTEMPTS"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_account_that_is_guessed_from_everywhere_is_open_where_it_was_used_and_nowhere_else(boolean exists) {
        var gate = address();
        var username = exists ? pier.operator() : Pier.unique("nobody");
        assertEquals(exists ? 200 : 401, logIn(username, Pier.PASSWORD, gate).statusCode());
        for (var i = exists ? 0 : 1; i < 50; i++) {
            assertEquals(401, logIn(username, "wrong-password", address()).statusCode());
        }
        var refused = logIn(username, Pier.PASSWORD, address());
        refused.then().statusCode(429).body("code", equalTo("TOO_MANY_ATTEMPTS"));
        var seconds = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(seconds > 0 && seconds <= 901, refused.header("Retry-After"));
        if (exists) {
            assertEquals(200, logIn(username, Pier.PASSWORD, gate).statusCode());
            assertEquals(401, logIn(username, "wrong-password", gate).statusCode());
        }
        // When it is over, all is as before.
        clock.set(Duration.ofMinutes(16));
        assertEquals(
                exists ? 200 : 401, logIn(username, Pier.PASSWORD, address()).statusCode());
    }

    @Test
    void a_place_where_many_names_are_tried_is_open_for_who_was_there_before() {
        var place = address();
        var known = pier.operator();
        var stranger = pier.operator();
        assertEquals(200, logIn(known, Pier.PASSWORD, place).statusCode());
        for (var i = 0; i < 100; i++) {
            assertEquals(
                    401, logIn(Pier.unique("nobody"), "wrong-password", place).statusCode());
        }
        for (var name : new String[] {stranger, Pier.unique("nobody")}) {
            logIn(name, Pier.PASSWORD, place).then().statusCode(429).body("code", equalTo("TOO_MANY_ATTEMPTS"));
        }
        assertEquals(200, logIn(known, Pier.PASSWORD, place).statusCode());
        assertEquals(200, logIn(stranger, Pier.PASSWORD, address()).statusCode());
    }

    @Test
    void where_an_account_was_not_used_for_a_month_it_is_a_stranger() {
        var place = address();
        var username = pier.operator();
        assertEquals(200, logIn(username, Pier.PASSWORD, place).statusCode());
        Rows.change(
                dataSource,
                "UPDATE login_places SET last_login_at = now() - interval '31 days' WHERE username = ?",
                username);
        for (var i = 0; i < 50; i++) {
            assertEquals(401, logIn(username, "wrong-password", address()).statusCode());
        }
        assertEquals(429, logIn(username, Pier.PASSWORD, place).statusCode());
    }

    /** Else whoever sends a rush of guesses sees by the one different answer which of them was right. */
    @Test
    void a_right_guess_in_a_rush_of_wrong_ones_is_answered_like_them() {
        for (var round = 0; round < 3; round++) {
            var username = pier.operator();
            var attacker = address();
            for (var i = 0; i < 9; i++) {
                assertEquals(401, logIn(username, "wrong-password", attacker).statusCode());
            }
            // One more and it is locked; the right one is looked at beside others and told nothing.
            var answers = AtOnce.call(12, i -> logIn(username, i == 11 ? Pier.PASSWORD : "wrong-password", attacker)
                    .statusCode());
            assertTrue(
                    answers.getLast() == 200 || Collections.frequency(answers.subList(0, 11), answers.getLast()) > 0,
                    answers::toString);
        }
    }

    @Test
    void guesses_at_the_same_time_are_all_counted() {
        var username = pier.operator();
        var attacker = address();
        var answers =
                AtOnce.call(20, _ -> logIn(username, "wrong-password", attacker).statusCode());
        // Who came when the others had locked it was not looked at.
        assertTrue(answers.stream().allMatch(status -> status == 401 || status == 429), answers::toString);
        var looked = answers.stream().filter(status -> status == 401).count();
        assertTrue(looked >= 10, answers::toString);
        assertEquals(
                Long.toString(looked),
                Rows.text(dataSource, "SELECT failures FROM login_places WHERE username = ?", username));
        assertEquals(429, logIn(username, Pier.PASSWORD, attacker).statusCode());
    }

    @Test
    void who_tries_too_often_is_refused_before_the_password_is_looked_at_be_it_right_or_wrong() {
        var username = pier.operator();
        var place = address();
        for (var i = 0; i < 5; i++) {
            assertEquals(200, logIn(username, Pier.PASSWORD, place).statusCode());
        }
        lock(username, place);
        for (var i = 0; i < 45; i++) {
            logIn(username, "wrong-password", place).then().statusCode(429).body("code", equalTo("TOO_MANY_ATTEMPTS"));
        }
        var before = hashes();
        var refused = logIn(username, Pier.PASSWORD, place);
        refused.then().statusCode(429).body("code", equalTo("TOO_MANY_REQUESTS"));
        var seconds = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(seconds > 0 && seconds <= 61, refused.header("Retry-After"));
        assertEquals(before, hashes());
        assertEquals(200, logIn(username, Pier.PASSWORD, address()).statusCode());
        clock.set(Duration.ofSeconds(61));
        assertEquals(200, logIn(username, Pier.PASSWORD, place).statusCode());
    }

    @Test
    void addresses_are_not_stored() {
        var username = pier.operator();
        var place = address();
        assertEquals(401, logIn(username, "wrong-password", place).statusCode());
        assertEquals(1, Rows.count(dataSource, "login_places WHERE username = ?", username));
        assertEquals(0, Rows.count(dataSource, "login_places p WHERE p::text LIKE ?", "%" + place + "%"));
    }

    @Test
    void what_no_longer_counts_is_removed_and_what_counts_stays() {
        var failed = Pier.unique("nobody");
        var used = pier.operator();
        assertEquals(401, logIn(failed, "wrong-password", address()).statusCode());
        assertEquals(200, logIn(used, Pier.PASSWORD, address()).statusCode());
        assertForgottenAfter(Duration.ofMinutes(14), failed, 1, used, 1);
        assertForgottenAfter(Duration.ofMinutes(16), failed, 0, used, 1);
        assertForgottenAfter(Duration.ofDays(31), failed, 0, used, 0);
    }

    private void assertForgottenAfter(Duration time, String failed, int failures, String used, int logins) {
        places.forgetOld(Instant.now().plus(time));
        assertEquals(failures, Rows.count(dataSource, "login_places WHERE username = ?", failed));
        assertEquals(logins, Rows.count(dataSource, "login_places WHERE username = ?", used));
    }

    @Test
    void a_name_that_no_account_can_have_is_as_wrong_as_any_other() {
        for (var name : new String[] {"Not well-formed", "'; DROP TABLE operators; --", "🚢".repeat(32)}) {
            givenBroken()
                    .contentType(ContentType.JSON)
                    .header("X-Forwarded-For", address())
                    .body(Map.of("username", name, "password", "wrong-password"))
                    .post("/operators/login")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("INVALID_CREDENTIALS"));
        }
    }

    private void lock(String username, String place) {
        for (var i = 0; i < 10; i++) {
            assertEquals(401, logIn(username, "wrong-password", place).statusCode());
        }
    }

    private long hashes() {
        return metrics.find("turnstile.bcrypt").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** One that no other test uses. */
    private static String address() {
        var number = ADDRESSES.incrementAndGet();
        return "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
    }

    /** @param forwardedFor as the gateway hands it on: at its right end whom the gateway saw */
    private static Response logIn(String username, String password, String forwardedFor) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", forwardedFor)
                .body(Map.of("username", username, "password", password))
                .post("/operators/login");
    }
}
