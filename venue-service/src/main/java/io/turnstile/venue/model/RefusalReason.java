package io.turnstile.venue.model;

/** Why a gate stays shut, in the order in which it is checked. */
public enum RefusalReason {
    /** Not one of our tokens, or dated in the future. */
    QR_INVALID,
    /** The token is too old; a new one can be shown. */
    QR_EXPIRED,
    /** No such venue, or one that is not active. */
    VENUE_NOT_FOUND,
    /** The venue does not serve the function. */
    WRONG_VENUE_FUNCTION,
    /** No such ticket, even after waiting for it. */
    TICKET_NOT_FOUND,
    TICKET_NOT_YET_VALID,
    TICKET_EXPIRED,
    /** The ticket does not hold the function. */
    WRONG_FUNCTION,
    /** This very QR was redeemed for this function before: a copy of it, or the same guest again. */
    ALREADY_REDEEMED,
    /** All uses are spent. */
    NO_REMAINING
}
