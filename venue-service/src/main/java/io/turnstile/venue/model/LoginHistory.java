package io.turnstile.venue.model;

import java.time.Instant;
import java.util.Optional;

/**
 * All that decides whether a password is looked at.
 *
 * @param lockedUntil end of the account's lock at this place; null where there is none
 * @param known whether the account was used from this place lately
 * @param ofAccount failures of the account, anywhere
 * @param ofPlace failures at the place, whatever the accounts
 */
public record LoginHistory(Instant lockedUntil, boolean known, Failures ofAccount, Failures ofPlace) {

    /** @param oldest when the first of those that still count was made; null where there are none */
    public record Failures(int number, Instant oldest) {}

    /** Whose failures are too many. */
    public enum Limit {
        ACCOUNT_AT_PLACE,
        ACCOUNT,
        PLACE
    }

    /** @param until when it is worth trying again */
    public record Refusal(Limit limit, Instant until) {}

    /**
     * A lock holds for the account at one place, so that nobody can lock it elsewhere. Who guesses from many places, or
     * at many accounts, meets the two other limits; those who were there before pass them, so that they shut nobody out.
     */
    public Optional<Refusal> refusal(LoginLimits limits, Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return Optional.of(new Refusal(Limit.ACCOUNT_AT_PLACE, lockedUntil));
        }
        if (known) {
            return Optional.empty();
        }
        if (ofAccount.number() >= limits.accountFailures()) {
            return Optional.of(new Refusal(Limit.ACCOUNT, ofAccount.oldest().plus(limits.window())));
        }
        if (ofPlace.number() >= limits.placeFailures()) {
            return Optional.of(new Refusal(Limit.PLACE, ofPlace.oldest().plus(limits.window())));
        }
        return Optional.empty();
    }
}
