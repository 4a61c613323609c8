package io.turnstile.payment.rest;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whether a payment gateway sent these very bytes, and sent them now: the symmetric scheme {@code v1} of Standard
 * Webhooks.
 *
 * <p>The specification's library for Java compares in constant time, but it takes the body as text, so that bytes which
 * are no UTF-8 are changed before they are checked, and it knows no clock but the system's. It signs in the tests.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
// A deployment whose secrets are not usable must not start; nothing is consumed or served before this.
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@Singleton
class SignatureCheck {
    private static final String SECRET_PREFIX = "whsec_";
    /** The specification's lower bound, in bytes. */
    private static final int SHORTEST_SECRET = 24;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SCHEME = "v1,";
    /** A signature of this scheme: 32 bytes as base64. */
    private static final int LENGTH = SCHEME.length() + 44;
    /** A sender signs with each secret that may be good, two during a rotation. A header full of others costs nothing. */
    private static final int MOST_SIGNATURES = 8;

    /** The specification forbids the full stop, so that the borders of id, timestamp and body cannot be moved. */
    private static final Pattern ID = Pattern.compile("[!-~&&[^.]]{1,256}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final List<SecretKeySpec> keys;
    private final Duration tolerance;
    private final Clock clock;

    /** @throws ConfigurationException where a secret is not {@code whsec_} and the base64 of 24 bytes or more */
    SignatureCheck(
            @ConfigProperty(name = "turnstile.webhook.secrets") List<String> secrets,
            @ConfigProperty(name = "turnstile.webhook.tolerance") Duration tolerance,
            Clock clock) {
        this.keys = keys(secrets);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Each may be null where the header is missing.
     *
     * @param id the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}, seconds since 1970
     * @param signatures the header {@code webhook-signature}: one or more, separated by spaces; one that fits is
     *     enough, of the first eight
     * @param body the body as it came, before anything has read it
     * @throws ProblemException SIGNATURE_INVALID; it tells an attacker nothing about which check failed
     */
    void verify(String id, String timestamp, String signatures, byte[] body) {
        var possible = possible(signatures);
        if (possible.isEmpty() || id == null || !ID.matcher(id).matches() || !isTimely(timestamp)) {
            throw refusal();
        }
        for (var key : keys) {
            var expected = sign(key, id, timestamp, body);
            if (possible.stream().anyMatch(signature -> MessageDigest.isEqual(expected, signature))) {
                return;
            }
        }
        throw refusal();
    }

    /** Scheme and length are no secret, so these need no constant time; where they do not fit nothing is computed. */
    private static List<byte[]> possible(String signatures) {
        if (signatures == null) {
            return List.of();
        }
        return Arrays.stream(signatures.split(" ", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES)
                .filter(signature -> signature.startsWith(SCHEME) && signature.length() == LENGTH)
                .map(signature -> signature.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private boolean isTimely(String timestamp) {
        if (timestamp == null || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        var sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sentAt, clock.instant()).abs().compareTo(tolerance) <= 0;
    }

    private static byte[] sign(SecretKeySpec key, String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** In one line and without a cause, for it is all that the log then shows. */
    private static List<SecretKeySpec> keys(List<String> secrets) {
        try {
            return secrets.stream().map(SignatureCheck::key).toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("WEBHOOK_SECRETS cannot be used: " + e.getMessage());
        }
    }

    /** The messages never show the secret: they end up in a log. */
    private static SecretKeySpec key(String setting) {
        var secret = setting.strip();
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("a webhook secret must start with " + SECRET_PREFIX);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("a webhook secret is not base64 after " + SECRET_PREFIX);
        }
        if (bytes.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "a webhook secret must have %d bytes or more".formatted(SHORTEST_SECRET));
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static ProblemException refusal() {
        return new ProblemException(
                ProblemCode.SIGNATURE_INVALID,
                "webhook-id, webhook-timestamp and webhook-signature must be there, be recent and fit the body");
    }
}
