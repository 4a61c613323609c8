package io.turnstile.contracts.qr;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens the QR token: a compact JWE (RFC 7516), key agreement {@code dir}, content encryption {@code A256GCM},
 * so that it can be neither read nor forged without the key, and stays short enough for a phone's camera. The first key
 * seals; every key opens, so that keys can change without a moment in which a valid QR is refused.
 */
public final class QrTokens {
    /** Longer than any token that {@link #seal} makes; more is refused before any work is done. */
    private static final int MAX_LENGTH = 1024;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String sealingKey;

    /**
     * @param keys comma separated {@code kid:key}, the key 32 bytes as base64url; the first one seals
     * @throws IllegalArgumentException where a key is missing or has another length
     */
    public QrTokens(String keys) {
        for (var entry : keys.split(",", -1)) {
            var parts = entry.strip().split(":", 2);
            if (parts.length != 2 || parts[0].isEmpty()) {
                throw new IllegalArgumentException("a QR key is written kid:base64url");
            }
            var bytes = Base64.getUrlDecoder().decode(parts[1]);
            if (bytes.length != 32) {
                throw new IllegalArgumentException("QR key " + parts[0] + " is not 32 bytes long");
            }
            this.keys.put(parts[0], new SecretKeySpec(bytes, "AES"));
        }
        sealingKey = this.keys.keySet().iterator().next();
    }

    /** @return the token in JWE compact serialization, about 200 characters */
    public String seal(QrClaims claims) {
        var header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(sealingKey)
                .build();
        var payload = new LinkedHashMap<String, Object>();
        payload.put("jti", claims.jti());
        payload.put("tkt", claims.ticketCode());
        payload.put("iat", claims.issuedAt().getEpochSecond());
        payload.put("exp", claims.expiresAt().getEpochSecond());
        try {
            var token = new JWEObject(header, new Payload(payload));
            token.encrypt(new DirectEncrypter(keys.get(sealingKey)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a QR token could not be sealed", e);
        }
    }

    /**
     * Opens a token whether it is expired or not; the caller compares {@link QrClaims#expiresAt} with its clock.
     *
     * @throws InvalidQrTokenException where it is no token, not whole, of an unknown key, or made another way
     */
    public QrClaims open(String token) throws InvalidQrTokenException {
        if (token == null || token.length() > MAX_LENGTH) {
            throw new InvalidQrTokenException("not a QR token");
        }
        try {
            var jwe = JWEObject.parse(token);
            var header = jwe.getHeader();
            var key = header.getKeyID() == null ? null : keys.get(header.getKeyID());
            if (key == null
                    || !JWEAlgorithm.DIR.equals(header.getAlgorithm())
                    || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                    || header.getCompressionAlgorithm() != null) {
                throw new InvalidQrTokenException("not sealed by a key of this deployment");
            }
            jwe.decrypt(new DirectDecrypter(key));
            return claims(jwe.getPayload().toJSONObject());
        } catch (ParseException | JOSEException | RuntimeException e) {
            // The parser answers some broken headers with unchecked exceptions, NullPointerException among them.
            throw new InvalidQrTokenException("not a QR token", e);
        }
    }

    private static QrClaims claims(Map<String, Object> json) throws InvalidQrTokenException {
        if (json != null
                && json.get("jti") instanceof String jti
                && json.get("tkt") instanceof String ticketCode
                && json.get("iat") instanceof Number issuedAt
                && json.get("exp") instanceof Number expiresAt) {
            return new QrClaims(
                    jti,
                    ticketCode,
                    Instant.ofEpochSecond(issuedAt.longValue()),
                    Instant.ofEpochSecond(expiresAt.longValue()));
        }
        throw new InvalidQrTokenException("the QR token lacks a claim");
    }
}
