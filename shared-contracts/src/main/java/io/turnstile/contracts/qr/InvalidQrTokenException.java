package io.turnstile.contracts.qr;

/** What was shown is not a QR token of this deployment. */
public class InvalidQrTokenException extends Exception {
    InvalidQrTokenException(String message) {
        super(message);
    }

    InvalidQrTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
