package io.turnstile.venue.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

public enum TicketStatus {
    /** Nothing is used. */
    @JsonProperty("active")
    ACTIVE,
    /** Some uses are spent. */
    @JsonProperty("partially_redeemed")
    PARTIALLY_REDEEMED,
    /** No use is left. */
    @JsonProperty("used")
    USED,
    /** Its validity is over and uses are left. */
    @JsonProperty("expired")
    EXPIRED;

    /** The status of a ticket that is still valid. */
    static TicketStatus of(List<Entitlement> entitlements) {
        if (entitlements.stream().allMatch(e -> e.remainingUses() == 0)) {
            return USED;
        }
        return entitlements.stream().allMatch(e -> e.remainingUses() == e.totalUses()) ? ACTIVE : PARTIALLY_REDEEMED;
    }
}
