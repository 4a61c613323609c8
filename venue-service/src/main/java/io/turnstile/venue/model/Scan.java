package io.turnstile.venue.model;

/**
 * One scan at a gate.
 *
 * @param tokenGeneration of the operator's account, as the token says
 * @param scanId the scanner's key of this scan; null: a repeat cannot be told from another scan
 * @param fingerprint of the QR token, function and venue; equal exactly where those are
 * @param terminalDeviceId may be null
 */
public record Scan(
        String operatorId,
        int tokenGeneration,
        String scanId,
        String fingerprint,
        ShownQr qr,
        String functionCode,
        String venueCode,
        String terminalDeviceId) {

    /** @return null where the QR is not readable */
    public String jti() {
        return qr instanceof ShownQr.Genuine genuine ? genuine.jti() : null;
    }

    /** @return null where the QR is not readable */
    public String ticketCode() {
        return qr instanceof ShownQr.Genuine genuine ? genuine.ticketCode() : null;
    }
}
