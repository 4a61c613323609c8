package io.turnstile.contracts.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrTokensTest {
    private static final String OLD = "k1:" + key();
    private static final String NEW = "k2:" + key();
    private static final QrClaims CLAIMS = new QrClaims(
            "mX0cJ2l9Q4yV7bT1sD8wZg",
            "TK-7Q3M-9XKD-2VHB-1",
            Instant.parse("2026-11-21T09:30:00Z"),
            Instant.parse("2026-11-21T09:31:00Z"));

    @Test
    void what_is_sealed_can_be_opened() throws InvalidQrTokenException {
        assertEquals(CLAIMS, new QrTokens(OLD).open(new QrTokens(OLD).seal(CLAIMS)));
    }

    @Test
    void nothing_of_the_claims_can_be_read_without_the_key() {
        var token = new QrTokens(OLD).seal(CLAIMS);
        for (var part : token.split("\\.")) {
            var bytes = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains("TK-7Q3M"), "the ticket code is readable in " + part);
        }
        assertTrue(token.length() <= 260, "a phone must read it at arm's length, but it has " + token.length());
    }

    @Test
    void both_keys_open_while_keys_change_and_the_first_one_seals() throws InvalidQrTokenException {
        var before = new QrTokens(OLD).seal(CLAIMS);
        var during = new QrTokens(NEW + "," + OLD);
        assertEquals(CLAIMS, during.open(before));
        assertEquals(CLAIMS, new QrTokens(NEW).open(during.seal(CLAIMS)));
        assertThrows(InvalidQrTokenException.class, () -> new QrTokens(NEW).open(before));
    }

    @Test
    void a_token_changed_at_any_place_is_refused() {
        var tokens = new QrTokens(OLD);
        var token = tokens.seal(CLAIMS);
        for (var i = 0; i < token.length(); i++) {
            var changed = new StringBuilder(token);
            // The top bit of a base64 character always counts; the lowest bits of a last one may be padding.
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'x' : 'A');
            if (changed.charAt(i) != token.charAt(i)) {
                assertThrows(InvalidQrTokenException.class, () -> tokens.open(changed.toString()), "place " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "a.b.c.d.e", "....", "https://example.com/ticket"})
    void what_is_no_token_is_refused(String text) {
        assertThrows(InvalidQrTokenException.class, () -> new QrTokens(OLD).open(text));
    }

    @Test
    void an_oversized_text_is_refused() {
        assertThrows(InvalidQrTokenException.class, () -> new QrTokens(OLD).open("e".repeat(100_000)));
    }

    @Test
    void another_deployments_key_of_the_same_name_opens_nothing() {
        var stranger = new QrTokens("k1:" + key()).seal(CLAIMS);
        assertThrows(InvalidQrTokenException.class, () -> new QrTokens(OLD).open(stranger));
    }

    @Test
    void another_encryption_with_the_right_key_is_refused() throws Exception {
        var secret = Base64.getUrlDecoder().decode(OLD.substring(3));
        var token = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256)
                        .keyID("k1")
                        .build(),
                new Payload("{\"jti\":\"j\",\"tkt\":\"t\",\"iat\":1,\"exp\":2}"));
        token.encrypt(new DirectEncrypter(secret));
        assertThrows(InvalidQrTokenException.class, () -> new QrTokens(OLD).open(token.serialize()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1:", "k1:c2hvcnQ", ":AAAA"})
    void a_bad_key_stops_the_start(String keys) {
        assertThrows(IllegalArgumentException.class, () -> new QrTokens(keys));
    }

    private static String key() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
