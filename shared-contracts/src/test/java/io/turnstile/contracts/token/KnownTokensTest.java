package io.turnstile.contracts.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
    private Instant now = Instant.now();
    private ECKey key;
    private JWTAuthContextInfo rules;
    private final KnownTokens tokens = new KnownTokens(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @BeforeEach
    void makeKey() throws JOSEException {
        key = key();
        rules = rulesOf(key);
    }

    @Test
    void a_token_is_checked_once_and_known_for_a_minute() throws Exception {
        var token = token("mia", Duration.ofHours(1));
        var first = tokens.parse(token, rules);
        assertEquals("mia", first.getSubject());
        now = now.plus(KnownTokens.KEPT).minusNanos(1);
        assertSame(first, tokens.parse(token, rules));
        now = now.plusNanos(1);
        assertNotSame(first, tokens.parse(token, rules));
    }

    @Test
    void a_key_that_is_withdrawn_counts_for_a_minute_more() throws Exception {
        var token = token("mia", Duration.ofHours(1));
        tokens.parse(token, rules);
        var withdrawn = rulesOf(key());
        assertEquals("mia", tokens.parse(token, withdrawn).getSubject());
        now = now.plus(KnownTokens.KEPT);
        assertThrows(ParseException.class, () -> tokens.parse(token, withdrawn));
    }

    @Test
    void a_known_token_that_has_expired_is_checked_again() throws Exception {
        var token = token("mia", Duration.ofSeconds(10));
        var first = tokens.parse(token, rules);
        now = first.getExpirationTime() < now.getEpochSecond()
                ? now
                : Instant.ofEpochSecond(first.getExpirationTime()).minusMillis(1);
        assertSame(first, tokens.parse(token, rules));
        now = Instant.ofEpochSecond(first.getExpirationTime());
        assertNotSame(first, tokens.parse(token, rules));
    }

    @Test
    void a_token_that_differs_in_its_signature_alone_is_another_one() throws Exception {
        var token = token("mia", Duration.ofHours(1));
        tokens.parse(token, rules);
        var signature = token.lastIndexOf('.') + 1;
        var forged = token.substring(0, signature)
                + (token.charAt(signature) == 'A' ? 'B' : 'A')
                + token.substring(signature + 1);
        assertThrows(ParseException.class, () -> tokens.parse(forged, rules));
        assertThrows(ParseException.class, () -> tokens.parse(forged, rules), "it is not known for having been asked");
    }

    @Test
    void beyond_a_thousand_who_has_been_away_for_longest_is_forgotten() throws Exception {
        var away = token("mia", Duration.ofHours(1));
        var here = token("ben", Duration.ofHours(1));
        var mia = tokens.parse(away, rules);
        var ben = tokens.parse(here, rules);
        for (var others = 0; others < KnownTokens.MOST - 1; others++) {
            tokens.parse(token("other-" + others, Duration.ofHours(1)), rules);
            tokens.parse(here, rules);
        }
        assertSame(ben, tokens.parse(here, rules));
        assertNotSame(mia, tokens.parse(away, rules));
    }

    @Test
    void a_token_that_comes_many_times_at_once_is_checked_once() throws Exception {
        var token = token("mia", Duration.ofHours(1));
        var start = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(_ -> callers.submit(() -> {
                        start.await();
                        return tokens.parse(token, rules);
                    }))
                    .toList();
            start.countDown();
            var first = answers.getFirst().get();
            for (var answer : answers) {
                assertSame(first, answer.get());
            }
        }
    }

    private String token(String subject, Duration life) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer("issuer")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .claim("upn", subject)
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static ECKey key() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).generate();
    }

    private static JWTAuthContextInfo rulesOf(ECKey key) throws JOSEException {
        var rules = new JWTAuthContextInfo(key.toPublicJWK().toECPublicKey(), "issuer");
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        return rules;
    }
}
