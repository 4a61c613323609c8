package io.turnstile.venue.model;

/** What a supervisor did. The names are stored and told; none is ever changed. */
public enum AuditAction {
    OPERATOR_CREATED,
    OPERATOR_REPLACED,
    PASSWORD_SET,
    TOKENS_REVOKED,
    VENUE_CREATED,
    VENUE_REPLACED
}
