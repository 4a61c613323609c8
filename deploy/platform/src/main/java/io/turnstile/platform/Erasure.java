package io.turnstile.platform;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Has a buyer erased, by a row in order-service's database; and looks where the buyer still stands. ticket-service learns of
 * it by events, a moment later.
 *
 * @param buyer the subject of the buyer's tokens
 */
public record Erasure(String buyer) {
    private static final String ORDERS = "SELECT order_id FROM orders WHERE buyer_id = ?";

    private static final String REQUEST = "INSERT INTO erasure (buyer_id) VALUES (?)";

    private static final String TO_BE_DONE = "SELECT count(*) FROM erasure WHERE buyer_id = ?";

    private static final String TICKETS = "SELECT count(*) FROM ticket WHERE order_id = ANY (?)";

    private static final String OF_THE_BUYER = "SELECT count(*) FROM ticket WHERE buyer_id = ?";

    /** Orders without tickets have a row too. */
    private static final String WITH_TICKETS_OF_SOMEBODY = """
            SELECT count(*)
              FROM unnest(?::uuid[]) AS erased (order_id)
             WHERE NOT EXISTS (SELECT FROM issuance WHERE issuance.order_id = erased.order_id AND anonymous)
            """;

    /** Other people's too, who are being erased at the same time. */
    private static final String TOLD = "SELECT count(*) FROM outbox WHERE goes_early";

    /** What is the buyer's in order-service. */
    public List<UUID> orders(Connection orderService) throws SQLException {
        try (var select = orderService.prepareStatement(ORDERS)) {
            select.setString(1, buyer);
            try (var rows = select.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        }
    }

    public void request(Connection orderService) throws SQLException {
        try (var insert = orderService.prepareStatement(REQUEST)) {
            insert.setString(1, buyer);
            insert.executeUpdate();
        }
    }

    public boolean isDone(Connection orderService) throws SQLException {
        return count(orderService, TO_BE_DONE, buyer) == 0;
    }

    /** @param orders what was the buyer's */
    public static long tickets(Connection ticketService, List<UUID> orders) throws SQLException {
        return count(ticketService, TICKETS, array(ticketService, orders));
    }

    /** Whether ticket-service has heard of it for each of these. */
    public static boolean isHeardOf(Connection ticketService, List<UUID> orders) throws SQLException {
        return count(ticketService, WITH_TICKETS_OF_SOMEBODY, array(ticketService, orders)) == 0;
    }

    /** Whether no ticket is the buyer's any more. */
    public boolean isNobodysTicket(Connection ticketService) throws SQLException {
        return count(ticketService, OF_THE_BUYER, buyer) == 0;
    }

    /** Whether all that named somebody who was erased has gone from the service's outbox: it goes when it was sent. */
    public static boolean isGoneFromOutbox(Connection service) throws SQLException {
        return count(service, TOLD) == 0;
    }

    private static Array array(Connection connection, List<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static long count(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
