package io.turnstile.ticket.model;

/** What a ticket is to its owner at one moment. */
public enum TicketStatus {
    /** Nothing used. */
    ACTIVE,
    /** Some uses spent, some left. */
    PARTIALLY_REDEEMED,
    /** No use left, in time or not. */
    USED,
    /** Its time is over with uses left. */
    EXPIRED
}
