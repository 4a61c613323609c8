package io.turnstile.venue.usecase;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.contracts.qr.QrTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys that ticket-service seals the QR tokens with. */
// Before anything is consumed or served.
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@ApplicationScoped
class QrKeys {
    private final QrTokens tokens;

    /** @throws ConfigurationException in one line and without a cause, for it is all that the log then shows */
    QrKeys(@ConfigProperty(name = "turnstile.qr.keys") Optional<String> keys) {
        try {
            tokens = new QrTokens(keys.orElseThrow(() -> new ConfigurationException("QR_KEYS is missing")));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("QR_KEYS cannot be used: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    QrTokens tokens() {
        return tokens;
    }
}
