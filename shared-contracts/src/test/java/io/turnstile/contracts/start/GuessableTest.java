package io.turnstile.contracts.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuessableTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Stream<byte[]> patterns() {
        return Stream.of(
                bytes(_ -> 0),
                bytes(_ -> 0xFF),
                bytes(_ -> 'x'),
                bytes(i -> i),
                bytes(i -> i + ' '),
                bytes(i -> 255 - i),
                bytes(i -> 7 * i),
                bytes(i -> i % 2 == 0 ? 1 : 200),
                // A good block, twice.
                bytes(i -> 41 * (i % 16) * (i % 16)),
                "0123456789abcdef0123456789abcdef".getBytes());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void a_key_that_is_a_pattern_is_guessable(byte[] key) {
        assertEquals(Optional.of("has a key that is a pattern, not random"), Guessable.keys("k1:" + url(key), 32));
    }

    @Test
    void no_random_key_is_taken_for_a_pattern() {
        for (var length : new int[] {24, 32, 48, 64, 600}) {
            for (var i = 0; i < 2_000; i++) {
                var key = url(random(length));
                assertEquals(Optional.empty(), Guessable.keys(key, 24), key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1:%s", "%s", "whsec_%s", " k1:%s ", "\n%s\n"})
    void whatever_stands_before_the_key_it_is_the_key_that_is_looked_at(String form) {
        assertEquals(
                Optional.of("has a key shorter than 32 bytes"), Guessable.keys(form.formatted(url(random(31))), 32));
        assertEquals(Optional.empty(), Guessable.keys(form.formatted(url(random(32))), 32));
        assertEquals(
                Optional.of("has a key that is a pattern, not random"),
                Guessable.keys(form.formatted(url(new byte[32])), 32));
    }

    @Test
    void every_key_counts_and_the_line_says_which_one_it_is() {
        var keys = "k1:" + url(random(32)) + ",k2:" + url(new byte[32]);
        assertEquals(Optional.of("has a key that is a pattern, not random (number 2)"), Guessable.keys(keys, 32));
    }

    /** The reference vector of Standard Webhooks, in both alphabets: many a tutorial's secret. */
    @ParameterizedTest
    @ValueSource(strings = {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV-b5sSYspob7oD"})
    void a_key_that_is_published_is_guessable(String key) {
        assertEquals(Optional.of("has a key that is published"), Guessable.keys(key, 24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "k1:", "!", "whsec_not base64", ","})
    void what_is_no_key_at_all_is_left_to_its_reader_or_too_short(String keys) {
        var fault = Guessable.keys(keys, 32);
        assertTrue(fault.isEmpty() || fault.get().equals("has a key shorter than 32 bytes"), fault::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "venue_service, is shorter than 16 characters",
        "postgres, is shorter than 16 characters",
        "reporting_service, holds a word that is tried first",
        "Password123456789, holds a word that is tried first",
        "my-turnstile-database, holds a word that is tried first",
        "aaaaaaaaaaaaaaaa, has fewer than 8 different characters"
    })
    void a_password_of_a_hand_is_guessable(String password, String fault) {
        assertEquals(Optional.of(fault), Guessable.password(password));
    }

    @Test
    void a_password_of_a_machine_is_not() {
        for (var i = 0; i < 10_000; i++) {
            assertEquals(Optional.empty(), Guessable.password(url(random(24))));
        }
    }

    private static byte[] bytes(IntUnaryOperator byteAt) {
        var bytes = new byte[32];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) byteAt.applyAsInt(i);
        }
        return bytes;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
