package io.turnstile.ticket.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.contracts.qr.InvalidQrTokenException;
import io.turnstile.contracts.qr.QrTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrSealTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final String KEY = "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final String TWICE = KEY + "," + KEY;

    @Test
    void a_service_without_a_key_does_not_start() {
        assertRefused(Optional.empty(), MINUTE, "QR_KEYS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "k1:", ":AAAA", "k1:AAAA", "k1:not/base64url", ",", TWICE})
    void a_service_with_a_wrong_key_does_not_start(String keys) {
        assertRefused(Optional.of(keys), MINUTE, "QR_KEYS");
    }

    @Test
    void blanks_and_line_breaks_around_the_keys_do_no_harm() throws InvalidQrTokenException {
        var sealed = new QrSeal(Optional.of(" " + KEY + " ,\nk2:" + "A".repeat(43) + "\r\n"), MINUTE)
                .seal("TK-0000-0000-0010-*", Instant.EPOCH);
        assertEquals(sealed.claims(), new QrTokens(KEY).open(sealed.token()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT60.001S", "PT61S", "PT24H", "PT0S", "PT-5S", "PT1.5S"})
    void a_service_with_a_wrong_lifetime_does_not_start(String lifetime) {
        assertRefused(Optional.of(KEY), Duration.parse(lifetime), "turnstile.qr.ttl");
    }

    @Test
    void times_are_whole_seconds_and_a_token_never_outlives_its_lifetime() {
        var now = Instant.parse("2026-03-01T09:00:00.999999Z");
        var claims = new QrSeal(Optional.of(KEY), MINUTE)
                .seal("TK-0000-0000-0010-*", now)
                .claims();
        assertEquals(Instant.parse("2026-03-01T09:00:00Z"), claims.issuedAt());
        assertEquals(Instant.parse("2026-03-01T09:01:00Z"), claims.expiresAt());
    }

    @Test
    void no_two_tokens_have_one_id() {
        var seal = new QrSeal(Optional.of(KEY), MINUTE);
        var ids = Stream.generate(() -> seal.seal("TK-0000-0000-0010-*", Instant.EPOCH))
                .limit(500)
                .map(made -> made.claims().jti())
                .toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
        assertTrue(ids.stream().allMatch(id -> Base64.getUrlDecoder().decode(id).length == 16));
    }

    private static void assertRefused(Optional<String> keys, Duration lifetime, String setting) {
        var refusal = assertThrows(ConfigurationException.class, () -> new QrSeal(keys, lifetime));
        assertTrue(refusal.getMessage().startsWith(setting), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"));
    }
}
