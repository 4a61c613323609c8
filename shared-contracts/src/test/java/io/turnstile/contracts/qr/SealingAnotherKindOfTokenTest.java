package io.turnstile.contracts.qr;

import static io.turnstile.contracts.qr.HandMade.random;
import static io.turnstile.contracts.qr.HandMade.tokens;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Even the right key opens only what ticket-service makes with it: one header, one form, claims that are possible. */
class SealingAnotherKindOfTokenTest {
    private static final byte[] KEY = random(32);
    private static final QrTokens TOKENS = tokens("k1", KEY);
    private static final String HEADER = """
            {"kid":"k1","enc":"A256GCM","alg":"dir"}""";
    private static final String PAYLOAD = """
            {"jti":"j","tkt":"TK-1","iat":1763717400,"exp":1763717460}""";

    /** What the other tests vary is good before they vary it. */
    @Example
    void ours_made_by_hand_opens() throws InvalidQrTokenException {
        var issuedAt = Instant.ofEpochSecond(1_763_717_400);
        var claims = TOKENS.open(token(HEADER, PAYLOAD, 12, 16));
        assertEquals(new QrClaims("j", "TK-1", issuedAt, issuedAt.plusSeconds(60)), claims);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // other algorithms, also in other case
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"none\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"DIR\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"Dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"A256KW\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"A256GCMKW\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"RSA-OAEP-256\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"ECDH-ES\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"PBES2-HS256+A128KW\",\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAA\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"HS256\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":null}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":[\"dir\"]}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\"}",
                // other encryptions
                "{\"kid\":\"k1\",\"enc\":\"A128GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"A192GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"a256gcm\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256CBC-HS512\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"A128CBC-HS256\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"XC20P\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"alg\":\"dir\"}",
                // other keys, none, and two
                "{\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":null,\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":1,\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"K1\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k2\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"../../k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1' OR '1'='1\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k2\",\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"none\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"},\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"k1\",\"jku\":\"https://example.com/keys\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                // extensions and compression
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\",\"zip\":\"DEF\"}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\",\"crit\":[]}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\",\"b64\":false}",
                "{\"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\",\"typ\":\"JWT\"}",
                // the same said in another way
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"k1\"}",
                "{ \"kid\":\"k1\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                "{\"kid\":\"\\u006b1\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}",
                // no header
                "{}",
                "[]",
                "null",
                "\"k1\"",
                "k1",
                "{\"kid\":\"k1\"",
            })
    void another_header(String header) {
        assertRefused(token(header, PAYLOAD, 12, 16));
    }

    @ParameterizedTest
    @CsvSource({"8, 16", "11, 16", "13, 16", "16, 16", "12, 12", "12, 13", "12, 14", "12, 15"})
    void another_length_of_initialization_vector_or_tag(int ivBytes, int tagBytes) {
        assertRefused(token(HEADER, PAYLOAD, ivBytes, tagBytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "\"jti\"",
                "{",
                "{}",
                "{\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1763717400}",
                // wrong types
                "{\"jti\":1,\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":null,\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":[\"TK-1\"],\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":\"1763717400\",\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1763717400.5,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":true,\"exp\":1763717460}",
                // times that are none, or too far apart
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717461}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717400}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1763717460,\"exp\":1763717400}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":0,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":-9223372036854775808,\"exp\":9223372036854775807}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":9223372036854775807,\"exp\":9223372036854775807}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1e400,\"exp\":1e400}",
                "{\"jti\":\"j\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":99999999999999999999999999}",
                // ids that no database keeps, or that are no ids
                "{\"jti\":\"a\\u0000b\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"TK\\u00001\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"\\ud800\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j\",\"tkt\":\"\",\"iat\":1763717400,\"exp\":1763717460}",
                "{\"jti\":\"j j\",\"tkt\":\"TK-1\",\"iat\":1763717400,\"exp\":1763717460}",
            })
    void other_claims(String payload) {
        assertRefused(token(HEADER, payload, 12, 16));
    }

    @Test
    void claims_that_are_large_or_deep() {
        assertRefused(token(HEADER, PAYLOAD.replace("\"j\"", "\"" + "j".repeat(65) + "\""), 12, 16));
        assertRefused(token(HEADER, PAYLOAD.replace("\"j\"", "\"" + "j".repeat(100_000) + "\""), 12, 16));
        assertRefused(token(HEADER, "[".repeat(650), 12, 16));
        assertRefused(token(HEADER, "{\"a\":".repeat(130), 12, 16));
        assertRefused(token(HEADER, "[".repeat(325) + "]".repeat(325), 12, 16));
    }

    @Property(tries = 2_000)
    void any_bytes_as_claims(@ForAll byte[] payload) {
        assertRefused(HandMade.token(KEY, HEADER, payload, 12, 16));
    }

    @Test
    void what_the_library_makes_of_the_same_key_in_other_ways() throws Exception {
        var otherCipher = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256)
                        .keyID("k1")
                        .build(),
                payload());
        otherCipher.encrypt(new DirectEncrypter(KEY));
        assertRefused(otherCipher.serialize());
        for (var algorithm : new JWEAlgorithm[] {JWEAlgorithm.A256KW, JWEAlgorithm.A256GCMKW}) {
            var wrapped = new JWEObject(
                    new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                            .keyID("k1")
                            .build(),
                    payload());
            wrapped.encrypt(new AESEncrypter(KEY));
            assertRefused(wrapped.serialize());
        }
        var shorter = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128GCM)
                        .keyID("k1")
                        .build(),
                payload());
        shorter.encrypt(new DirectEncrypter(Arrays.copyOf(KEY, 16)));
        assertRefused(shorter.serialize());
    }

    @Test
    void a_signed_token_an_unsigned_one_and_the_json_serializations() throws Exception {
        var signed = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), payload());
        signed.sign(new MACSigner(KEY));
        assertRefused(signed.serialize());
        assertRefused(HandMade.encode("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + HandMade.encode(PAYLOAD.getBytes(UTF_8)) + ".");

        var parts = token(HEADER, PAYLOAD, 12, 16).split("\\.");
        var members = "\"protected\":\"%s\",\"iv\":\"%s\",\"ciphertext\":\"%s\",\"tag\":\"%s\""
                .formatted(parts[0], parts[2], parts[3], parts[4]);
        assertRefused("{" + members + "}");
        assertRefused("{\"recipients\":[{}]," + members + "}");
    }

    private static Payload payload() {
        return new Payload(PAYLOAD);
    }

    private static String token(String header, String payload, int ivBytes, int tagBytes) {
        return HandMade.token(KEY, header, payload.getBytes(UTF_8), ivBytes, tagBytes);
    }

    private static void assertRefused(String token) {
        assertThrows(InvalidQrTokenException.class, () -> TOKENS.open(token));
    }
}
