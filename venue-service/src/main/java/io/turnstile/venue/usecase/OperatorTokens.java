package io.turnstile.venue.usecase;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import io.turnstile.venue.model.Operator;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import jakarta.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Signs operators' tokens, and says how they are checked: by this issuer, for this audience, with this key, HS256 and
 * nothing else. A buyer's token fails in each of these.
 */
// Before anything is consumed or served.
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@ApplicationScoped
public class OperatorTokens {
    private static final String ISSUER = "turnstile/venue-service";
    private static final String AUDIENCE = "turnstile-gates";
    private static final String GENERATION = "gen";

    private final SecretKey key;
    private final Clock clock;
    private final Duration lifetime;

    OperatorTokens(
            @ConfigProperty(name = "turnstile.operator-token.key") Optional<String> key,
            @ConfigProperty(name = "turnstile.operator-token.lifetime") Duration lifetime,
            Clock clock) {
        this.key = secret(key);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    public record OperatorToken(String value, Instant expiresAt) {}

    OperatorToken issue(Operator operator) {
        var now = clock.instant();
        // A token says whole seconds.
        var expiresAt = Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond());
        var value = Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(operator.username())
                .groups(operator.role().groups())
                .claim(GENERATION, operator.tokenGeneration())
                .issuedAt(now)
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(key);
        return new OperatorToken(value, expiresAt);
    }

    /** The generation of its account that a token was issued in; a token that names none is of the first. */
    public static int generation(JsonWebToken token) {
        return token.<JsonNumber>claim(GENERATION).map(JsonNumber::intValue).orElse(0);
    }

    /** A key for something else, from which that of the tokens cannot be told. */
    SecretKey keyFor(String purpose) {
        try {
            var expansion =
                    HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(purpose.getBytes(StandardCharsets.UTF_8), 32);
            return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", expansion);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    /** Takes the place of the one that would be read from the configuration. */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    JWTAuthContextInfo howTokensAreChecked() {
        var check = new JWTAuthContextInfo(key, ISSUER);
        check.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        check.setExpectedAudience(Set.of(AUDIENCE));
        check.setRequiredClaims(Set.of("sub", "exp", "iat"));
        return check;
    }

    /** @throws ConfigurationException in one line and without a cause, for it is all that the log then shows */
    private static SecretKey secret(Optional<String> text) {
        var bytes = text.map(OperatorTokens::decoded)
                .orElseThrow(() -> new ConfigurationException("OPERATOR_TOKEN_KEY is missing"));
        if (bytes.length < 32) {
            throw new ConfigurationException("OPERATOR_TOKEN_KEY is shorter than 32 bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new ConfigurationException("OPERATOR_TOKEN_KEY is not base64url");
        }
    }
}
