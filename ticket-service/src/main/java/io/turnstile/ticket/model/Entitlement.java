package io.turnstile.ticket.model;

import jakarta.persistence.Embeddable;

/**
 * What a ticket gives for one function.
 *
 * @param remainingUses as far as the gates' events have arrived; never more than before
 */
@Embeddable
public record Entitlement(String functionCode, String label, int totalUses, int remainingUses) {

    /** Nothing of it is used yet. */
    public static Entitlement unused(String functionCode, String label, int totalUses) {
        return new Entitlement(functionCode, label, totalUses, totalUses);
    }

    boolean isUntouched() {
        return remainingUses == totalUses;
    }

    boolean isSpent() {
        return remainingUses == 0;
    }
}
