package io.turnstile.contracts.qr;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens the QR token: a compact JWE (RFC 7516), key agreement {@code dir}, content encryption {@code A256GCM},
 * so that it can be neither read nor forged without the key, and stays short enough for a phone's camera. The first key
 * seals; every key opens, so that keys can change without a moment in which a valid QR is refused.
 *
 * <p>A token has one text. Its first part is compared with the headers that these keys write, so nothing of a stranger's
 * header is ever read: no other algorithm, no compression, no extension. The other parts must be spelled as {@link #seal}
 * spells them, because decoders read many texts as the same bytes, and the library takes an authentication tag of any
 * length as long as its bytes follow those of the ciphertext.
 */
public final class QrTokens {
    /** Longer than any token that {@link #seal} makes; more is refused before any work is done. */
    private static final int MAX_LENGTH = 1024;

    /** Goes into JSON and into the QR as it is; shorter than a key, so that none is taken for a kid and shown. */
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private static final int KEY_BYTES = 32;

    /** Header, no encrypted key, 12 bytes of initialization vector, ciphertext, 16 bytes of authentication tag. */
    private static final Pattern TOKEN =
            Pattern.compile("([\\w-]+)\\.\\.[\\w-]{16}\\.(?<ciphertext>[\\w-]+)\\.(?<tag>[\\w-]{22})");

    /** By the header's text, in the order of the setting. */
    private final Map<String, Key> keys = new LinkedHashMap<>();

    private final Key sealing;

    private record Key(JWEHeader header, SecretKey secret) {}

    /**
     * @param keys comma separated {@code kid:key}, the key 32 bytes as base64url; the first one seals
     * @throws IllegalArgumentException where a key is missing, has another length or the kid of another; its message
     *     shows no key
     */
    public QrTokens(String keys) {
        for (var entry : keys.split(",", -1)) {
            var key = key(entry.strip().split(":", 2));
            if (this.keys.putIfAbsent(key.header().toBase64URL().toString(), key) != null) {
                throw new IllegalArgumentException("QR key " + key.header().getKeyID() + " is there twice");
            }
        }
        sealing = this.keys.values().iterator().next();
    }

    private static Key key(String[] kidAndKey) {
        if (kidAndKey.length != 2 || !KID.matcher(kidAndKey[0]).matches()) {
            throw new IllegalArgumentException("a QR key is written kid:base64url");
        }
        var bytes = Base64.getUrlDecoder().decode(kidAndKey[1]);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("QR key " + kidAndKey[0] + " is not 32 bytes long");
        }
        var header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(kidAndKey[0])
                .build();
        return new Key(header, new SecretKeySpec(bytes, "AES"));
    }

    /** @return the token in JWE compact serialization, about 200 characters */
    public String seal(QrClaims claims) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("jti", claims.jti());
        payload.put("tkt", claims.ticketCode());
        payload.put("iat", claims.issuedAt().getEpochSecond());
        payload.put("exp", claims.expiresAt().getEpochSecond());
        try {
            var token = new JWEObject(sealing.header(), new Payload(payload));
            token.encrypt(new DirectEncrypter(sealing.secret()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a QR token could not be sealed", e);
        }
    }

    /**
     * Opens a token whether it is expired or not; the caller compares its times with its clock.
     *
     * @param token blanks around it do not count: a scanner that acts as a keyboard ends a text with a line break
     * @throws InvalidQrTokenException where it is no token, not whole, of an unknown key, or made another way
     */
    public QrClaims open(String token) throws InvalidQrTokenException {
        if (token == null || token.length() > MAX_LENGTH) {
            throw new InvalidQrTokenException("not a QR token");
        }
        var text = token.strip();
        var parts = TOKEN.matcher(text);
        if (!parts.matches()
                || !isSpelledAsWritten(parts.group("ciphertext"))
                || !isSpelledAsWritten(parts.group("tag"))) {
            throw new InvalidQrTokenException("not a QR token");
        }
        var key = keys.get(parts.group(1));
        if (key == null) {
            throw new InvalidQrTokenException("not sealed by a key of this deployment");
        }
        try {
            var jwe = JWEObject.parse(text);
            jwe.decrypt(new DirectDecrypter(key.secret()));
            return claims(jwe.getPayload().toJSONObject());
        } catch (ParseException | JOSEException | RuntimeException e) {
            // Of the library, and of claims that break an invariant or are no times at all.
            throw new InvalidQrTokenException("not a QR token of this deployment", e);
        }
    }

    /** Some lengths leave bits in the last character that decode to nothing; they must be 0. */
    private static boolean isSpelledAsWritten(String part) {
        return Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
    }

    private static QrClaims claims(Map<String, Object> json) throws InvalidQrTokenException {
        if (json != null
                && json.get("jti") instanceof String jti
                && json.get("tkt") instanceof String ticketCode
                && json.get("iat") instanceof Long issuedAt
                && json.get("exp") instanceof Long expiresAt) {
            return new QrClaims(jti, ticketCode, Instant.ofEpochSecond(issuedAt), Instant.ofEpochSecond(expiresAt));
        }
        throw new InvalidQrTokenException("the QR token lacks a claim");
    }
}
