package io.turnstile.ticket.rest;

import io.turnstile.ticket.usecase.QrSeal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A short-lived QR of a ticket.
 *
 * @param encryptedData the token, which the QR shows
 * @param qrImage a PNG as data URL
 * @param validForSeconds from {@code issuedAt} to {@code expiresAt}
 */
public record QrCode(
        String ticketCode,
        String encryptedData,
        String qrImage,
        String jti,
        Instant issuedAt,
        Instant expiresAt,
        long validForSeconds) {

    static QrCode of(QrSeal.Sealed sealed, QrImage image) {
        var claims = sealed.claims();
        return new QrCode(
                claims.ticketCode(),
                sealed.token(),
                "data:image/png;base64," + Base64.getEncoder().encodeToString(image.png()),
                claims.jti(),
                claims.issuedAt(),
                claims.expiresAt(),
                Duration.between(claims.issuedAt(), claims.expiresAt()).toSeconds());
    }
}
