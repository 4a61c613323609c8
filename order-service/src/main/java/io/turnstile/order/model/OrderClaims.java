package io.turnstile.order.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Which order a buyer's idempotency key stands for. */
@ApplicationScoped
public class OrderClaims {
    // The buyer's requests go one by one from here on, so that what is counted of the buyer stays true until the end. A
    // second request with the same key waits with them for the first to commit, or takes its place if that fails.
    private static final String CLAIM = """
            INSERT INTO order_claim (buyer_id, claim_key, request_hash, order_id)
            SELECT :buyer, :key, :hash, uuidv7() FROM pg_advisory_xact_lock(hashtextextended(:buyer, 0))
            ON CONFLICT (buyer_id, claim_key) DO NOTHING
            RETURNING order_id
            """;
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:buyer, 0))";
    private static final String FIND =
            "SELECT order_id, request_hash FROM order_claim WHERE buyer_id = :buyer AND claim_key = :key";

    private static final String FORGET = "DELETE FROM order_claim WHERE buyer_id = :buyer";

    private final Session session;

    OrderClaims(Session session) {
        this.session = session;
    }

    /** @param requestHash of the request that the key was first used with */
    public record Claim(UUID orderId, byte[] requestHash) {
        public boolean isFor(byte[] hash) {
            return Arrays.equals(requestHash, hash);
        }
    }

    public Optional<Claim> find(String buyerId, String key) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("buyer", buyerId)
                .setParameter("key", key)
                .getResultStream()
                .map(row -> new Claim((UUID) row[0], (byte[]) row[1]))
                .findFirst();
    }

    /**
     * Also takes the buyer's lock, which is let go when the transaction ends.
     *
     * @return the new order's id; empty where the key is taken
     */
    public Optional<UUID> claim(String buyerId, String key, byte[] requestHash) {
        return session.createNativeQuery(CLAIM, UUID.class)
                .setParameter("buyer", buyerId)
                .setParameter("key", key)
                .setParameter("hash", requestHash)
                .getResultStream()
                .findFirst();
    }

    /** Takes the buyer's lock, as {@link #claim} does: until the transaction ends the buyer places no order. */
    public void lock(String buyerId) {
        session.createNativeQuery(LOCK, Integer.class)
                .setParameter("buyer", buyerId)
                .getSingleResult();
    }

    public void forget(String buyerId) {
        session.createNativeMutationQuery(FORGET).setParameter("buyer", buyerId).executeUpdate();
    }
}
