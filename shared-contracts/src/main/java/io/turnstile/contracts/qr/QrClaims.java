package io.turnstile.contracts.qr;

import java.time.Instant;

/**
 * What a QR token says: nothing about a person.
 *
 * @param jti unique to this token; with a function it redeems once
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds, at most 60 s after {@code issuedAt}; from this instant on the token is expired
 */
public record QrClaims(String jti, String ticketCode, Instant issuedAt, Instant expiresAt) {}
