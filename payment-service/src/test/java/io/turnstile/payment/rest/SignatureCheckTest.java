package io.turnstile.payment.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret, message and signature are the reference vector of the Standard Webhooks libraries. */
class SignatureCheckTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_cHJldmlvdXMgc2VjcmV0IG9mIHRoZSBnYXRld2F5ISE=";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final Instant SENT_AT = Instant.ofEpochSecond(1_614_265_330);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @Test
    void the_reference_vector_is_good() {
        assertDoesNotThrow(() -> check(SENT_AT, SECRET).verify(ID, TIMESTAMP, SIGNATURE, BODY));
    }

    @Test
    void every_secret_may_have_signed() {
        assertDoesNotThrow(() -> check(SENT_AT, OTHER_SECRET, SECRET).verify(ID, TIMESTAMP, SIGNATURE, BODY));
        assertRefused(check(SENT_AT, OTHER_SECRET), ID, TIMESTAMP, SIGNATURE, BODY);
    }

    @Test
    void one_good_signature_among_others_is_enough() {
        var signatures = "v1a,aGVsbG8= v1,bm9wZQ== " + SIGNATURE + " v2,whatever";

        assertDoesNotThrow(() -> check(SENT_AT, SECRET).verify(ID, TIMESTAMP, signatures, BODY));
    }

    @Test
    void every_secret_may_have_signed_and_blanks_around_secrets_do_no_harm() {
        for (var layout : List.of("%s\n", "%s\r\n", " %s ", "\n%s")) {
            var check = check(SENT_AT, layout.formatted(OTHER_SECRET), layout.formatted(SECRET));
            assertDoesNotThrow(() -> check.verify(ID, TIMESTAMP, SIGNATURE, BODY));
        }
    }

    /** Else a header full of them would be work for nothing. */
    @Test
    void no_more_than_eight_signatures_are_looked_at() {
        var check = check(SENT_AT, SECRET);
        var others = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ";

        assertDoesNotThrow(() -> check.verify(ID, TIMESTAMP, others.repeat(7) + SIGNATURE, BODY));
        assertRefused(check, ID, TIMESTAMP, others.repeat(8) + SIGNATURE, BODY);
        assertRefused(check, ID, TIMESTAMP, " ".repeat(8_000) + SIGNATURE, BODY);
    }

    @Test
    void five_minutes_are_tolerated_in_both_directions_and_no_second_more() {
        for (var drift : List.of(TOLERANCE, TOLERANCE.negated())) {
            assertDoesNotThrow(() -> check(SENT_AT.plus(drift), SECRET).verify(ID, TIMESTAMP, SIGNATURE, BODY));
        }
        assertRefused(check(SENT_AT.plus(TOLERANCE).plusSeconds(1), SECRET), ID, TIMESTAMP, SIGNATURE, BODY);
        assertRefused(check(SENT_AT.minus(TOLERANCE).minusSeconds(1), SECRET), ID, TIMESTAMP, SIGNATURE, BODY);
    }

    @Test
    void every_byte_of_the_message_counts() {
        var check = check(SENT_AT, SECRET);
        for (var i = 0; i < BODY.length; i++) {
            var changed = BODY.clone();
            changed[i] ^= 1;
            assertRefused(check, ID, TIMESTAMP, SIGNATURE, changed);
        }
        assertRefused(check, ID + "x", TIMESTAMP, SIGNATURE, BODY);
        assertRefused(check, ID, "1614265331", SIGNATURE, BODY);
    }

    @Test
    void bytes_that_are_no_text_are_told_apart() throws Exception {
        var check = check(SENT_AT, SECRET);
        // Read as UTF-8 both bytes are the same replacement character.
        var signatureOfReplacement = new Webhook(SECRET).sign(ID, SENT_AT.getEpochSecond(), "\uFFFD");

        assertRefused(check, ID, TIMESTAMP, signatureOfReplacement, new byte[] {(byte) 0xFF});
        assertRefused(check, ID, TIMESTAMP, signatureOfReplacement, new byte[] {(byte) 0xFE});
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "v1,",
                "v1,====",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void what_is_no_signature_is_refused(String signature) {
        assertRefused(check(SENT_AT, SECRET), ID, TIMESTAMP, signature, BODY);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "now", "-1614265330", "+1614265330", "1614265330.0", "99999999999999999999", "١٦١٤٢٦٥٣٣٠"})
    void what_is_no_time_is_refused(String timestamp) {
        assertRefused(check(SENT_AT, SECRET), ID, timestamp, SIGNATURE, BODY);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void a_message_without_id_is_refused(String id) {
        assertRefused(check(SENT_AT, SECRET), id, TIMESTAMP, SIGNATURE, BODY);
    }

    /** Properly signed, so that only the id is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"msg.1", ".", "msg_1.1614265330", "msg 1", "msg\t1", "msg\n1", "msg\u00001", "msgé", "票"})
    void an_id_that_could_be_read_in_two_ways_is_refused(String id) throws Exception {
        var signature =
                new Webhook(SECRET).sign(id, SENT_AT.getEpochSecond(), new String(BODY, StandardCharsets.UTF_8));
        assertRefused(check(SENT_AT, SECRET), id, TIMESTAMP, signature, BODY);
    }

    @Test
    void an_id_of_256_characters_is_taken_and_no_longer_one() throws Exception {
        for (var length : List.of(256, 257)) {
            var id = "m".repeat(length);
            var signature =
                    new Webhook(SECRET).sign(id, SENT_AT.getEpochSecond(), new String(BODY, StandardCharsets.UTF_8));
            if (length == 256) {
                assertDoesNotThrow(() -> check(SENT_AT, SECRET).verify(id, TIMESTAMP, signature, BODY));
            } else {
                assertRefused(check(SENT_AT, SECRET), id, TIMESTAMP, signature, BODY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_not base64", "whsec_c2hvcnQ=", "\n"})
    void a_secret_that_is_not_usable_stops_the_start_and_is_not_shown(String secret) {
        var fault = assertThrows(ConfigurationException.class, () -> check(SENT_AT, secret));

        assertTrue(fault.getMessage().startsWith("WEBHOOK_SECRETS "), fault.getMessage());
        assertFalse(secret.length() > 6 && fault.toString().contains(secret));
    }

    private static SignatureCheck check(Instant now, String... secrets) {
        return new SignatureCheck(List.of(secrets), TOLERANCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void assertRefused(
            SignatureCheck check, String id, String timestamp, String signature, byte[] body) {
        var refusal = assertThrows(ProblemException.class, () -> check.verify(id, timestamp, signature, body));
        assertEquals(ProblemCode.SIGNATURE_INVALID, refusal.code());
    }
}
