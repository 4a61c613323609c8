package io.turnstile.order.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The buyers who are to be erased, a row each; a row that is done names nobody. */
@ApplicationScoped
public class Erasures {
    private static final String TAKE = """
            SELECT erasure_id, buyer_id FROM erasure
            WHERE erased_at IS NULL
            ORDER BY requested_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """;
    private static final String FINISH = """
            UPDATE erasure SET buyer_id = NULL, erased_at = :now, orders = :orders WHERE erasure_id = :erasure
            """;

    private final Session session;

    Erasures(Session session) {
        this.session = session;
    }

    public record Request(UUID erasureId, String buyerId) {}

    /** @return one that nobody works on; it is the caller's until the transaction ends */
    public Optional<Request> take() {
        return session.createNativeQuery(TAKE, Object[].class)
                .getResultStream()
                .map(row -> new Request((UUID) row[0], (String) row[1]))
                .findFirst();
    }

    /** @param orders how many are nobody's now */
    public void finish(Request request, int orders, Instant now) {
        session.createNativeMutationQuery(FINISH)
                .setParameter("erasure", request.erasureId())
                .setParameter("orders", orders)
                .setParameter("now", now)
                .executeUpdate();
    }
}
