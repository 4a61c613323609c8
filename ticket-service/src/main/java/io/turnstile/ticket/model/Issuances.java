package io.turnstile.ticket.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The orders whose tickets are made, and those whose tickets are nobody's. */
@ApplicationScoped
public class Issuances {
    private static final String CLAIM = """
            INSERT INTO issuance (order_id, issued_at)
            VALUES (:order, :issuedAt)
            ON CONFLICT (order_id) DO UPDATE SET issued_at = excluded.issued_at WHERE issuance.issued_at IS NULL
            RETURNING anonymous
            """;

    private static final String ANONYMIZE = """
            INSERT INTO issuance (order_id, anonymous)
            VALUES (:order, true)
            ON CONFLICT (order_id) DO UPDATE SET anonymous = true
            """;

    private final Session session;

    Issuances(Session session) {
        this.session = session;
    }

    /** @param anonymous the buyer was erased before: the tickets are nobody's */
    public record Claim(boolean anonymous) {}

    /**
     * Claims the issuing of an order's tickets for the transaction that asks. Of two at once one waits for the other: it
     * gets the claim only where the other rolls back.
     *
     * @return empty where the order has its tickets already
     */
    public Optional<Claim> claim(UUID orderId, Instant now) {
        return session.createNativeQuery(CLAIM, Boolean.class)
                .setParameter("order", orderId)
                .setParameter("issuedAt", now)
                .getResultStream()
                .map(Claim::new)
                .findFirst();
    }

    /** Whoever issues the order's tickets at this moment is waited for; whoever does it later learns that they are nobody's. */
    public void anonymize(UUID orderId) {
        session.createNativeMutationQuery(ANONYMIZE)
                .setParameter("order", orderId)
                .executeUpdate();
    }
}
