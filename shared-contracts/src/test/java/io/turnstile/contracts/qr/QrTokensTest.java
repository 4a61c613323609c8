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
import java.util.List;
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

    /** Replicas of two releases seal and open side by side while one replaces the other. */
    @Test
    void a_token_of_an_earlier_release_opens() throws InvalidQrTokenException {
        var sealedByAnEarlierRelease = "eyJraWQiOiJrMSIsImVuYyI6IkEyNTZHQ00iLCJhbGciOiJkaXIifQ..ukUnLezQPsviTSyK."
                + "bmhga8G3HtJjMLWj_3O3TM2nfL4elF57h6aL9wIi8C2fiRR1eJ27VketiWi4vaKOmeIB5Ot1QY6zlQF54nhyJ6DzTH5i9Li59s"
                + "Iy1iBDyzhzroh1bQZJ1fC745nYWw.hlD0WdcyDpSO1IMrb192Pg";
        var key = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        assertEquals(CLAIMS, new QrTokens(key).open(sealedByAnEarlierRelease));
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
    @ValueSource(strings = {"", "k1", "k1:", "k1:c2hvcnQ", ":AAAA", ",", "k\"1:AAAA", "k 1:AAAA", "k1:!"})
    void a_bad_key_stops_the_start(String keys) {
        assertThrows(IllegalArgumentException.class, () -> new QrTokens(keys));
        assertThrows(IllegalArgumentException.class, () -> new QrTokens(OLD + "," + keys));
        assertThrows(IllegalArgumentException.class, () -> new QrTokens(keys + "," + OLD));
    }

    /** Else one of them would silently not open what it sealed. */
    @Test
    void two_keys_of_one_kid_stop_the_start() {
        for (var keys : List.of(OLD + ",k1:" + key(), OLD + "," + OLD, NEW + "," + OLD + ", k1:" + key())) {
            var fault = assertThrows(IllegalArgumentException.class, () -> new QrTokens(keys));
            assertEquals("QR key k1 is there twice", fault.getMessage());
        }
    }

    @Test
    void no_fault_of_the_keys_shows_a_key() {
        var key = key();
        for (var keys :
                List.of(key, key + ":k1", "k1:" + key + "AAAA", "k1:" + key + "/", "k1:" + key + ",k1:" + key)) {
            var fault = assertThrows(IllegalArgumentException.class, () -> new QrTokens(keys));
            assertFalse(fault.toString().contains(key.substring(0, 8)), fault::toString);
        }
    }

    /** As they come out of a mounted file, or out of a hand that aligned them. */
    @ParameterizedTest
    @ValueSource(strings = {"%s,%s\n", "%s,%s\r\n", " %s , %s ", "\n%s,\n%s\n", "\t%s,\t%s"})
    void blanks_around_the_keys_do_no_harm(String layout) throws InvalidQrTokenException {
        var tokens = new QrTokens(layout.formatted(NEW, OLD));
        assertEquals(CLAIMS, tokens.open(new QrTokens(OLD).seal(CLAIMS)));
        assertEquals(CLAIMS, new QrTokens(NEW).open(tokens.seal(CLAIMS)));
    }

    private static String key() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
