package io.turnstile.platform.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Tokens of the test issuer, for people of any group, good ones and broken ones. */
public final class TestTokens {
    private TestTokens() {}

    public static String buyer(String subject) {
        return of(subject, "buyer");
    }

    public static String of(String subject, String... groups) {
        return token(subject).groups(groups).sign();
    }

    /** A token to be bent before it is signed; without a change it is a good one of no group. */
    public static Builder token(String subject) {
        return new Builder(subject);
    }

    /** What a token says. */
    public static final class Builder {
        private final String subject;
        private List<String> groups = List.of();
        private String issuer = SharedPlatform.value("OIDC_ISSUER");
        private String audience = "turnstile";
        private Duration validFor = Duration.ofHours(1);
        private Instant now = Instant.now();
        private ECKey key = issuersKey();

        private Builder(String subject) {
            this.subject = subject;
        }

        public Builder groups(String... groups) {
            this.groups = List.of(groups);
            return this;
        }

        public Builder issuer(String issuer) {
            this.issuer = issuer;
            return this;
        }

        public Builder audience(String audience) {
            this.audience = audience;
            return this;
        }

        /** Ran out ten minutes ago, longer than any tolerance for clocks that differ. */
        public Builder expired() {
            this.validFor = Duration.ofMinutes(-10);
            return this;
        }

        /** Signed with a key that the issuer never published, under the name of one that it did. */
        public Builder forged() {
            try {
                this.key = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
            return this;
        }

        /** What the issuer's clock shows when it signs; the token is good for an hour from then on. */
        public Builder signedAt(Instant now) {
            this.now = now;
            return this;
        }

        public String sign() {
            var expiry = now.plus(validFor);
            var claims = new JWTClaimsSet.Builder()
                    .jwtID(UUID.randomUUID().toString())
                    .subject(subject)
                    .issuer(issuer)
                    .audience(audience)
                    .claim("groups", groups)
                    .issueTime(Date.from(now.isBefore(expiry) ? now : expiry.minusSeconds(60)))
                    .expirationTime(Date.from(expiry))
                    .build();
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .build();
            try {
                var token = new SignedJWT(header, claims);
                token.sign(new ECDSASigner(key));
                return token.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        private static ECKey issuersKey() {
            try {
                return ECKey.parse(SharedPlatform.value(TestIssuer.KEY));
            } catch (ParseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
