package io.turnstile.ticket.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tickets, and the SQL of their hot paths. */
@ApplicationScoped
public class Tickets implements PanacheRepositoryBase<Ticket, String> {
    public static final int LARGEST_PAGE = 100;

    private static final String PAGE = """
            FROM Ticket t
            WHERE t.buyerId = :buyer %s %s
            ORDER BY t.issuedAt DESC, t.code DESC
            """;
    private static final String OF_ORDER = "AND t.orderId = :order";
    private static final String OLDER = "AND (t.issuedAt, t.code) < (:issuedAt, :code)";

    /** @return empty where there is no such ticket or it is somebody else's: nobody learns which */
    public Optional<Ticket> ofBuyer(String buyerId, TicketCode code) {
        return findByIdOptional(code.value()).filter(ticket -> ticket.isOf(buyerId));
    }

    /**
     * The buyer's tickets, newest first.
     *
     * @param orderId null: of every order
     * @param after the last ticket of the page before; null: the first page
     */
    public List<Ticket> page(String buyerId, UUID orderId, Ticket after, int limit) {
        var hql = PAGE.formatted(orderId == null ? "" : OF_ORDER, after == null ? "" : OLDER);
        var query = getEntityManager().createQuery(hql, Ticket.class).setParameter("buyer", buyerId);
        if (orderId != null) {
            query.setParameter("order", orderId);
        }
        if (after != null) {
            query.setParameter("issuedAt", after.issuedAt).setParameter("code", after.code);
        }
        return query.setMaxResults(limit).getResultList();
    }

    /** From now on the order's tickets are nobody's. */
    public void anonymize(UUID orderId) {
        update("buyerId = null where orderId = ?1", orderId);
    }
}
