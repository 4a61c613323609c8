package io.turnstile.payment.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;

/** The streams are independent of each other, so each writes its own columns, whichever comes first. */
@ApplicationScoped
public class KnownOrderRepository {
    private static final String KNOW_PRICE = """
            INSERT INTO known_order (order_id, amount, currency) VALUES (:orderId, :amount, :currency)
            ON CONFLICT (order_id) DO UPDATE SET amount = excluded.amount, currency = excluded.currency
            """;
    private static final String KNOW_TICKETS = """
            INSERT INTO known_order (order_id, tickets_issued) VALUES (:orderId, :ticketsIssued)
            ON CONFLICT (order_id) DO UPDATE SET tickets_issued = excluded.tickets_issued
            """;
    private static final String FIND = """
            SELECT order_id, amount, currency, tickets_issued
            FROM known_order
            WHERE order_id = ? AND amount IS NOT NULL
            """;

    private final EntityManager entityManager;
    private final DataSource dataSource;

    KnownOrderRepository(EntityManager entityManager, DataSource dataSource) {
        this.entityManager = entityManager;
        this.dataSource = dataSource;
    }

    /** @param amount minor units */
    public void knowPrice(UUID orderId, long amount, String currency) {
        entityManager
                .createNativeQuery(KNOW_PRICE)
                .setParameter("orderId", orderId)
                .setParameter("amount", amount)
                .setParameter("currency", currency)
                .executeUpdate();
    }

    public void knowTickets(UUID orderId, int ticketsIssued) {
        entityManager
                .createNativeQuery(KNOW_TICKETS)
                .setParameter("orderId", orderId)
                .setParameter("ticketsIssued", ticketsIssued)
                .executeUpdate();
    }

    /**
     * Asked over and over by every waiting notification: one look at the primary key on a connection that is given back
     * at once, and past Hibernate's session, which would give the first answer for ever.
     */
    public Optional<KnownOrder> find(UUID orderId) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(FIND)) {
            select.setObject(1, orderId);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new PersistenceException("order " + orderId + " cannot be looked up", e);
        }
    }

    private static KnownOrder read(ResultSet row) throws SQLException {
        var tickets = row.getObject("tickets_issued", Integer.class);
        return new KnownOrder(
                row.getObject("order_id", UUID.class),
                row.getLong("amount"),
                row.getString("currency"),
                tickets == null ? OptionalInt.empty() : OptionalInt.of(tickets));
    }
}
