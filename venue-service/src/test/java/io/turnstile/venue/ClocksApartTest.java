package io.turnstile.venue;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock of this service is 5 s away from that of ticket-service, or of another replica of this one. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ClocksApartTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @Inject
    Pier pier;

    @Inject
    TurnableClock clock;

    private String venue;
    private String operator;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_qr_is_good_in_its_last_second_though_the_gates_clock_is_ahead() {
        openTheGate();
        var qr = pier.qr(pier.ticket(Map.of("ferry", 1)), Instant.now().plusSeconds(1));
        clock.set(FIVE_SECONDS);
        preview(qr).statusCode(200);
        scan(qr).statusCode(200);
    }

    @Test
    void a_qr_from_the_future_is_good_and_shows_no_longer_life_than_it_has() {
        openTheGate();
        var qr = pier.qr(pier.ticket(Map.of("ferry", 1)));
        clock.set(FIVE_SECONDS.negated());
        preview(qr).statusCode(200).body("remaining_seconds", lessThanOrEqualTo(60));
        scan(qr).statusCode(200);
    }

    @Test
    void a_ticket_that_was_issued_this_moment_is_good_though_the_gates_clock_is_behind() {
        openTheGate();
        var ticket = Pier.ticketCode();
        var now = Instant.now();
        pier.publish(Pier.issued(Map.of("ferry", 1), now, now.plus(Duration.ofDays(1)), ticket));
        clock.set(FIVE_SECONDS.negated());
        scan(pier.qr(ticket)).statusCode(200);
    }

    @Test
    void a_ticket_is_good_in_its_last_second_though_the_gates_clock_is_ahead() {
        openTheGate();
        var ticket = Pier.ticketCode();
        var now = Instant.now();
        pier.publish(Pier.issued(Map.of("ferry", 1), now.minusSeconds(60), now.plusSeconds(2), ticket));
        clock.set(FIVE_SECONDS);
        scan(pier.qr(ticket)).statusCode(200);
    }

    @Test
    void an_operators_token_is_good_at_a_replica_whose_clock_is_behind() {
        clock.set(FIVE_SECONDS);
        openTheGate();
        clock.reset();
        scan(pier.qr(pier.ticket(Map.of("ferry", 1)))).statusCode(200).body("result", equalTo("success"));
    }

    private void openTheGate() {
        venue = pier.venue("ferry");
        operator = pier.operatorToken(venue);
    }

    private ValidatableResponse scan(String qr) {
        return pier.scan(operator, qr, "ferry", venue).then();
    }

    private ValidatableResponse preview(String qr) {
        return pier.as(operator)
                .body(Map.of("encrypted_data", qr))
                .post("/qr/decrypt")
                .then();
    }
}
