package io.turnstile.contracts.problem;

import java.util.Locale;

/** The stable codes of every refusal; clients act on them, so none is ever renamed. */
public enum ProblemCode {
    VALIDATION_ERROR(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    SIGNATURE_INVALID(401, "The signature is missing or wrong"),
    INVALID_CREDENTIALS(401, "User name or password is wrong"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is nothing here"),
    PRODUCT_NOT_FOUND(404, "No such product"),
    ORDER_NOT_FOUND(404, "No such order"),
    TICKET_NOT_FOUND(404, "No such ticket"),
    OPERATOR_NOT_FOUND(404, "No such operator"),
    VENUE_NOT_FOUND(404, "No such venue"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
    REQUEST_TIMEOUT(408, "The request took too long"),
    SOLD_OUT(409, "Not enough left to sell"),
    IDEMPOTENCY_CONFLICT(409, "The key was used for another request"),
    ORDER_NOT_CANCELLABLE(409, "The order can no longer be cancelled"),
    PAYMENT_CONFLICT(409, "The transaction was notified with other content"),
    PRODUCT_EXISTS(409, "The product exists already"),
    OPERATOR_EXISTS(409, "The operator exists already"),
    LAST_SUPERVISOR(409, "The last active supervisor must stay one"),
    VENUE_EXISTS(409, "The venue exists already"),
    TICKET_NOT_SHOWABLE(409, "The ticket cannot be used any more"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    PRODUCT_INACTIVE(422, "The product is not on sale now"),
    PAYMENT_MISMATCH(422, "The payment does not match the order"),
    SCAN_REJECTED(422, "The scan was refused"),
    QR_INVALID(401, "Not a QR token of this deployment"),
    QR_EXPIRED(401, "The QR token is expired"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    TOO_MANY_ATTEMPTS(429, "Too many failed attempts"),
    TOO_MANY_PENDING_ORDERS(429, "Too much is ordered and not paid"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    SERVICE_UNAVAILABLE(503, "Not available now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The RFC 9457 type: a name, not an address, so that nothing has to be served there for ever. */
    public String type() {
        return "urn:turnstile:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
