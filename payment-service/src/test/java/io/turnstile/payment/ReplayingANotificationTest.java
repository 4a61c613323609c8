package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.currentSecret;
import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.success;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who listened on the way, or a gateway that did not hear the answer, sends the very same bytes again. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ReplayingANotificationTest {
    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @Inject
    TurnableClock clock;

    private UUID orderId;
    private SignedMessage message;

    @BeforeEach
    void anOrder() {
        orderId = others.placePaidOrder(2);
        message = SignedMessage.of(currentSecret(), Instant.now(), success(orderId, newTxn()));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void within_five_minutes_it_gets_the_same_answer_and_pays_nothing_more() {
        var first = message.send();
        first.then().statusCode(200).body("tickets_issued", equalTo(2));
        for (var later : new int[] {0, 60, 298}) {
            clock.set(Duration.ofSeconds(later));
            var again = message.send();
            assertEquals(200, again.statusCode());
            assertEquals(first.asString(), again.asString());
        }
        assertOnePayment();
    }

    @Test
    void under_another_id_it_is_refused_because_the_id_is_signed() {
        message.send().then().statusCode(200);
        assertRefused(message.withId("msg_" + UUID.randomUUID()));
        assertOnePayment();
    }

    @Test
    void after_five_minutes_it_is_refused_whether_it_was_recorded_or_not() {
        var neverArrived = SignedMessage.of(currentSecret(), Instant.now(), success(orderId, newTxn()));
        message.send().then().statusCode(200);
        clock.set(Duration.ofSeconds(301));
        assertRefused(message);
        assertRefused(neverArrived);
        assertOnePayment();
    }

    @Test
    void before_its_time_it_is_refused() {
        clock.set(Duration.ofSeconds(-302));
        assertRefused(message);
        assertEquals(0, rows.payments(orderId));
        clock.set(Duration.ofSeconds(-298));
        message.send().then().statusCode(200);
    }

    @Test
    void a_gateway_that_tries_again_signs_the_new_time_and_is_answered_as_at_first() {
        var first = message.send();
        clock.set(Duration.ofHours(3));
        var again = SignedMessage.of(message.id(), currentSecret(), clock.instant(), message.text())
                .send();
        assertEquals(200, again.statusCode());
        assertEquals(first.asString(), again.asString());
        assertOnePayment();
    }

    private void assertOnePayment() {
        assertEquals(1, rows.payments(orderId));
        assertEquals(1, rows.events(orderId));
        assertEquals(0, rows.timesRefused(orderId));
    }

    private static void assertRefused(SignedMessage message) {
        message.send().then().statusCode(401).body("code", equalTo("SIGNATURE_INVALID"));
    }
}
