package io.turnstile.contracts.qr;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a QR token says: nothing about a person. A token that says anything else was not made by ticket-service, whatever
 * key sealed it.
 *
 * @param jti unique to this token; with a function it redeems once
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds, at most 60 s after {@code issuedAt}; from this instant on the token is expired
 */
public record QrClaims(String jti, String ticketCode, Instant issuedAt, Instant expiresAt) {
    /** A copied picture must be worthless soon. */
    public static final Duration LONGEST_LIFE = Duration.ofSeconds(60);

    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    public QrClaims {
        if (!ID.matcher(jti).matches() || !ID.matcher(ticketCode).matches()) {
            throw new IllegalArgumentException("a QR token's ids are 1 to 64 visible ASCII characters");
        }
        var life = Duration.between(issuedAt, expiresAt);
        if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("a QR token lives up to 60 s, not " + life);
        }
    }
}
