package io.turnstile.venue.model;

/** What a ticket still gives for one function. */
public record Entitlement(String functionCode, String label, int remainingUses, int totalUses) {
    public Entitlement {
        if (remainingUses < 0 || remainingUses > totalUses) {
            throw new IllegalArgumentException(remainingUses + " of " + totalUses + " uses cannot remain");
        }
    }

    Entitlement withRemaining(int uses) {
        return new Entitlement(functionCode, label, uses, totalUses);
    }
}
