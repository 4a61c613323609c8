package io.turnstile.venue.usecase;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.venue.model.LoginLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The service does not start, and says why in one line. */
class StartingWithBadSettingsTest {
    @Test
    void the_key_of_the_operators_tokens_is_needed_whole() {
        fails("OPERATOR_TOKEN_KEY is missing", () -> tokens(null));
        fails("OPERATOR_TOKEN_KEY is shorter than 32 bytes", () -> tokens("c2hvcnQ"));
        fails("OPERATOR_TOKEN_KEY is not base64url", () -> tokens("not/base64url"));
    }

    @Test
    void the_qr_keys_are_needed_whole() {
        fails("QR_KEYS is missing", () -> new QrKeys(Optional.empty()));
        fails("QR_KEYS cannot be used: QR key a is not 32 bytes long", () -> new QrKeys(Optional.of("a:c2hvcnQ")));
        fails("QR_KEYS cannot be used: a QR key is written kid:base64url", () -> new QrKeys(Optional.of("nothing")));
        var key = "a:" + "A".repeat(43);
        fails("QR_KEYS cannot be used: QR key a is there twice", () -> new QrKeys(Optional.of(key + "," + key)));
    }

    @Test
    void blanks_and_line_breaks_around_the_qr_keys_do_no_harm() {
        assertDoesNotThrow(() -> new QrKeys(Optional.of(" a:" + "A".repeat(43) + " ,\nb:" + "B".repeat(42) + "A\r\n")));
    }

    @Test
    void the_first_supervisor_needs_a_name_and_a_password() {
        fails("SUPERVISOR_PASSWORD is missing", () -> supervisor("sam", null));
        fails(
                "SUPERVISOR_USERNAME is missing or not of the form [a-z0-9][a-z0-9._-]{0,63}",
                () -> supervisor("Sam!", "long-enough"));
        fails(
                "SUPERVISOR_USERNAME is missing or not of the form [a-z0-9][a-z0-9._-]{0,63}",
                () -> supervisor(null, "long-enough"));
    }

    @Test
    void bcrypt_is_neither_cheap_nor_endless() {
        for (var cost : new int[] {9, 16}) {
            fails(
                    "turnstile.password.bcrypt-cost is not from 10 to 15",
                    () -> new Passwords(cost, null, new SimpleMeterRegistry()));
        }
    }

    @Test
    void a_limit_that_nobody_could_keep_is_none() {
        fails("a limit of turnstile.login is less than 1: nobody could log in", () -> limits(0, 10));
        fails("a limit of turnstile.login is less than 1: nobody could log in", () -> limits(60, -1));
    }

    private static void limits(int perMinute, int failures) {
        var minute = Duration.ofMinutes(1);
        new LoginLimits(perMinute, failures, 50, 100, minute, minute, minute);
    }

    private static void tokens(String key) {
        new OperatorTokens(Optional.ofNullable(key), Duration.ofHours(12), Clock.systemUTC());
    }

    private static void supervisor(String username, String password) {
        new CreateFirstSupervisor(null, Optional.ofNullable(username), Optional.ofNullable(password)).atStart(null);
    }

    private static void fails(String message, Executable start) {
        var failure = assertThrows(ConfigurationException.class, start);
        assertEquals(message, failure.getMessage());
        // A cause would be printed in its place.
        assertNull(failure.getCause());
    }
}
