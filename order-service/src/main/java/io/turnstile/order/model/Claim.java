package io.turnstile.order.model;

import java.util.Arrays;
import java.util.UUID;

/**
 * A buyer's idempotency key, used.
 *
 * @param requestHash of the request that the key was first used with
 */
public record Claim(UUID orderId, byte[] requestHash) {
    public boolean isFor(byte[] hash) {
        return Arrays.equals(requestHash, hash);
    }
}
