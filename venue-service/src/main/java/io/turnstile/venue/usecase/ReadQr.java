package io.turnstile.venue.usecase;

import io.turnstile.contracts.qr.InvalidQrTokenException;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.venue.model.ShownQr;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads what was held before a scanner, good or not. */
@ApplicationScoped
public class ReadQr {
    private final QrTokens qrTokens;

    ReadQr(QrTokens qrTokens) {
        this.qrTokens = qrTokens;
    }

    public ShownQr read(String text) {
        try {
            var claims = qrTokens.open(text);
            return new ShownQr.Genuine(claims.jti(), claims.ticketCode(), claims.issuedAt(), claims.expiresAt());
        } catch (InvalidQrTokenException _) {
            return new ShownQr.Unreadable();
        }
    }
}
