package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Nobody learns from a refused login whether there is such an account: the answer is the same, and so is the work for it.
 * A test that measured time would fail on a busy machine; the rounds of bcrypt are all that takes time, and are counted.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class TellingAccountsApartTest {
    /** Of one check at the cost that the tests are run with. */
    private static final long ROUNDS = 1 << 10;

    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry metrics;

    @Test
    void every_refused_login_is_answered_alike_and_costs_the_same() {
        var wrong = refused(pier.operator(), "wrong-password");
        var closed = pier.operator();
        pier.replaceOperator(closed, "operator", false);
        assertSame(wrong, refused(closed, Pier.PASSWORD));
        assertSame(wrong, refused(Pier.unique("nobody"), "wrong-password"));
        assertSame(wrong, refused("Not a name at all", "wrong-password"));
        assertSame(wrong, refused(pier.operator(), "a password that is longer than bcrypt sees ".repeat(4)));
        assertSame(wrong, refused(accountOfLowerCost(), "wrong-password"));
    }

    @Test
    void a_closed_account_whose_hash_is_old_costs_the_same_with_the_right_password() {
        var closed = accountOfLowerCost();
        pier.replaceOperator(closed, "operator", false);
        refused(closed, Pier.PASSWORD);
        assertEquals("04", cost(closed));
    }

    @Test
    void a_login_brings_an_old_hash_to_todays_cost() {
        var username = accountOfLowerCost();
        refused(username, "wrong-password");
        assertEquals("04", cost(username));
        var token = pier.logIn(username, Pier.PASSWORD);
        assertEquals("10", cost(username));
        // Not a new password: the token stays good.
        pier.as(token).get("/venue").then().statusCode(200);
        assertEquals(ROUNDS, rounds(() -> logIn(username, Pier.PASSWORD)));
    }

    @Test
    void a_new_hash_has_todays_cost() {
        assertEquals("10", cost(pier.operator()));
    }

    /** As from a time when machines were slower. */
    private String accountOfLowerCost() {
        var username = pier.operator();
        Rows.change(
                dataSource,
                "UPDATE operators SET password_hash = ? WHERE username = ?",
                BcryptUtil.bcryptHash(Pier.PASSWORD, 4),
                username);
        return username;
    }

    private String cost(String username) {
        return Rows.text(dataSource, "SELECT substr(password_hash, 5, 2) FROM operators WHERE username = ?", username);
    }

    private Response refused(String username, String password) {
        var answer = new Response[1];
        var rounds = rounds(() -> answer[0] = logIn(username, password));
        assertEquals(401, answer[0].statusCode());
        assertEquals(ROUNDS, rounds, username);
        return answer[0];
    }

    private static void assertSame(Response expected, Response answer) {
        assertEquals(expected.body().asString(), answer.body().asString());
        assertEquals(headers(expected), headers(answer));
    }

    private static Set<String> headers(Response answer) {
        return answer.headers().asList().stream().map(Header::toString).collect(Collectors.toSet());
    }

    private long rounds(Supplier<Response> login) {
        var before = rounds();
        login.get();
        return rounds() - before;
    }

    private long rounds() {
        return metrics.find("turnstile.bcrypt").timers().stream()
                .mapToLong(timer -> timer.count() << cost(timer))
                .sum();
    }

    private static int cost(Timer timer) {
        return Integer.parseInt(timer.getId().getTag("cost"));
    }

    private static Response logIn(String username, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/operators/login");
    }
}
