package io.turnstile.venue.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** This service's copy of the tickets. */
@ApplicationScoped
public class TicketRepository {
    private static final String ADD_TICKET = """
            INSERT INTO tickets (ticket_code, order_id, product_id, product_name, valid_from, valid_until)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    /**
     * An entitlement that is known stays as it is: what is told again must never raise the uses that remain. One that is
     * new here has the uses that its redemptions left: where the copy was lost, they were not.
     */
    private static final String ADD_ENTITLEMENT = """
            INSERT INTO entitlements (ticket_code, function_code, label, total_uses, remaining_uses)
            SELECT told.*, told.total_uses - (SELECT count(*)
                                                FROM redemptions r
                                               WHERE r.ticket_code = told.ticket_code
                                                 AND r.function_code = told.function_code)
              FROM (VALUES (?::text, ?::text, ?::text, ?::int)) told (ticket_code, function_code, label, total_uses)
            ON CONFLICT DO NOTHING
            """;

    /** What {@link #ticket} reads, of a row {@code t} of the tickets. */
    static final String COLUMNS = """
            t.ticket_code, t.order_id, t.product_id, t.product_name, t.valid_from, t.valid_until,
                   (SELECT json_agg(json_build_object('function_code', e.function_code, 'label', e.label,
                               'remaining_uses', e.remaining_uses, 'total_uses', e.total_uses) ORDER BY e.function_code)
                      FROM entitlements e
                     WHERE e.ticket_code = t.ticket_code) AS entitlements""";

    private static final String FIND = "SELECT " + COLUMNS + " FROM tickets t WHERE t.ticket_code = ?";

    private final Database database;
    private final EntitlementJson json;

    TicketRepository(DataSource dataSource, EntitlementJson json) {
        this.database = new Database(dataSource);
        this.json = json;
    }

    /** Adds the tickets that are not known yet. To be called inside a transaction. */
    public void add(Collection<Ticket> tickets) {
        // In one order, so that two replicas that add the same tickets wait for each other and never in a circle.
        var ordered = tickets.stream()
                .sorted(Comparator.comparing(Ticket::ticketCode))
                .toList();
        database.batch(
                ADD_TICKET,
                ordered.stream()
                        .map(t -> Parameters.of(t.ticketCode())
                                .and(t.orderId())
                                .and((Long) t.productId())
                                .and(t.productName())
                                .and(t.validFrom())
                                .and(t.validUntil()))
                        .toList());
        database.batch(
                ADD_ENTITLEMENT,
                ordered.stream()
                        .flatMap(t -> t.entitlements().stream()
                                .map(e -> Parameters.of(t.ticketCode(), e.functionCode(), e.label())
                                        .and((Integer) e.totalUses())))
                        .toList());
    }

    public Optional<Ticket> find(String ticketCode) {
        return database.first(FIND, Parameters.of(ticketCode), row -> ticket(row, json));
    }

    static Ticket ticket(ResultSet row, EntitlementJson json) throws SQLException {
        return new Ticket(
                row.getString("ticket_code"),
                row.getObject("order_id", UUID.class),
                row.getLong("product_id"),
                row.getString("product_name"),
                Database.instant(row, "valid_from"),
                Database.instant(row, "valid_until"),
                json.read(row.getString("entitlements")));
    }
}
