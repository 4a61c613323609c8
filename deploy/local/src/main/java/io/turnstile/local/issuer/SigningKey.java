package io.turnstile.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.turnstile.local.LocalException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** The development issuer's key (ES256): it signs tokens here, and the services check them with its public half. */
public final class SigningKey {
    static final String AUDIENCE = "turnstile";

    private final ECKey key;

    private SigningKey(ECKey key) {
        this.key = key;
    }

    /** A new key as a JWK, private half included. */
    public static String inventJwk() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    public static SigningKey ofJwk(String jwk) {
        try {
            return new SigningKey(ECKey.parse(jwk));
        } catch (ParseException e) {
            throw new LocalException("the development issuer's key is damaged; ./turnstile reset makes a new one", e);
        }
    }

    /** The public half as a JWK set (RFC 7517). */
    String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A token for {@code subject}, good from now on. */
    public String sign(String issuer, String subject, List<String> groups, Duration lifetime, Clock clock) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("groups", groups)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }
}
