package io.turnstile.ticket.usecase;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals QR tokens. Made before the service hears the first event, so that it does not start with a bad key or too long a
 * lifetime.
 */
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@ApplicationScoped
public class QrSeal {
    private static final int JTI_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final QrTokens tokens;
    private final Duration lifetime;

    /** @throws ConfigurationException with the one line that the operator reads */
    QrSeal(
            @ConfigProperty(name = "turnstile.qr.keys") Optional<String> keys,
            @ConfigProperty(name = "turnstile.qr.ttl") Duration lifetime) {
        this.tokens = tokens(keys);
        this.lifetime = checked(lifetime);
    }

    /** @param token what the QR shows: the claims, encrypted */
    public record Sealed(QrClaims claims, String token) {}

    /** How long a token is good. */
    public Duration lifetime() {
        return lifetime;
    }

    Sealed seal(String ticketCode, Instant now) {
        var issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        var claims = new QrClaims(jti(), ticketCode, issuedAt, issuedAt.plus(lifetime));
        return new Sealed(claims, tokens.seal(claims));
    }

    private String jti() {
        var bytes = new byte[JTI_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static QrTokens tokens(Optional<String> keys) {
        try {
            return new QrTokens(keys.orElseThrow(() -> new IllegalArgumentException("it is missing")));
        } catch (IllegalArgumentException e) {
            // Without the cause, because the operator needs the line alone; no message of these holds a key.
            throw new ConfigurationException(
                    "QR_KEYS must be kid:base64url(32 bytes), comma separated: " + e.getMessage());
        }
    }

    private static Duration checked(Duration lifetime) {
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(QrClaims.LONGEST_LIFE) > 0 || lifetime.getNano() != 0) {
            throw new ConfigurationException("turnstile.qr.ttl must be 1 to 60 whole seconds but is " + lifetime);
        }
        return lifetime;
    }
}
