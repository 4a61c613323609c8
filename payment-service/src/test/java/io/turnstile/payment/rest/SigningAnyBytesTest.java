package io.turnstile.payment.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever bytes a gateway signs are good, text or not; whatever else becomes of them is refused. */
class SigningAnyBytesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final String TIMESTAMP = Long.toString(NOW.getEpochSecond());

    @Property(tries = 2_000)
    void what_was_signed_is_good(
            @ForAll byte[] body,
            @ForAll @AlphaChars @StringLength(min = 1, max = 64) String id,
            @ForAll @Size(min = 24, max = 64) byte[] secret) {
        assertDoesNotThrow(() -> check(secret).verify(id, TIMESTAMP, sign(secret, id, body), body));
    }

    @Property(tries = 2_000)
    void another_bit_another_end_or_another_byte_is_refused(
            @ForAll @Size(min = 1, max = 500) byte[] body,
            @ForAll @IntRange(max = 4_000) int anywhere,
            @ForAll byte other) {
        var secret = new byte[32];
        var place = anywhere % body.length;
        var flipped = body.clone();
        flipped[place] ^= (byte) (1 << anywhere % Byte.SIZE);
        assertRefused(secret, body, flipped);
        assertRefused(secret, body, Arrays.copyOf(body, place));
        assertRefused(secret, body, Arrays.copyOfRange(body, place + 1, body.length));
        var longer = Arrays.copyOf(body, body.length + 1);
        longer[body.length] = other;
        assertRefused(secret, body, longer);
    }

    @Property
    void any_two_bodies_any_two_ids_and_any_two_secrets_are_told_apart(
            @ForAll byte[] one,
            @ForAll byte[] other,
            @ForAll @Size(24) byte[] secret,
            @ForAll @Size(24) byte[] otherSecret) {
        Assume.that(!Arrays.equals(one, other) && !Arrays.equals(secret, otherSecret));
        assertRefused(secret, one, other);
        assertRefused(secret, "id", TIMESTAMP, sign(otherSecret, "id", one), one);
        assertRefused(secret, "id", TIMESTAMP, sign(secret, "di", one), one);
    }

    @Property(tries = 2_000)
    void any_text_in_the_headers_is_refused(@ForAll String id, @ForAll String timestamp, @ForAll String signature) {
        var secret = new byte[32];
        var body = new byte[] {'{', '}'};
        var good = sign(secret, "id", body);
        Assume.that(!id.equals("id") && !timestamp.equals(TIMESTAMP));
        assertRefused(secret, id, TIMESTAMP, good, body);
        assertRefused(secret, "id", timestamp, good, body);
        assertRefused(secret, "id", TIMESTAMP, signature, body);
        assertRefused(secret, "id", TIMESTAMP, "v1," + signature, body);
        assertRefused(secret, id, timestamp, signature, body);
    }

    private static void assertRefused(byte[] secret, byte[] signed, byte[] sent) {
        assertRefused(secret, "id", TIMESTAMP, sign(secret, "id", signed), sent);
    }

    private static void assertRefused(byte[] secret, String id, String timestamp, String signature, byte[] body) {
        var refusal = assertThrows(ProblemException.class, () -> check(secret).verify(id, timestamp, signature, body));
        assertEquals(ProblemCode.SIGNATURE_INVALID, refusal.code());
    }

    private static SignatureCheck check(byte[] secret) {
        return new SignatureCheck(
                List.of("whsec_" + Base64.getEncoder().encodeToString(secret)),
                Duration.ofMinutes(5),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Without the code under test, and without the library, which signs text only. */
    private static String sign(byte[] secret, String id, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + TIMESTAMP + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
