package io.turnstile.acceptance.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Tokens as the suite's issuer gives them. */
public record Tokens(Suite suite) {

    public String of(String subject, String... groups) {
        try {
            var key = ECKey.parse(suite.secret("development-issuer", "key.jwk"));
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(suite.issuer())
                            .audience("turnstile")
                            .subject(subject)
                            .claim("groups", List.of(groups))
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                            .build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new AssertionError(e);
        }
    }
}
