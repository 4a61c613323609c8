package io.turnstile.acceptance.faults.books;

import io.turnstile.acceptance.faults.books.TicketBooks.Entitlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** What venue-service holds. */
public record VenueBooks(
        List<String> tickets,
        List<Entitlement> entitlements,
        List<Attempt> attempts,
        List<Redemption> redemptions,
        Mail mail) {

    /**
     * Also a line of the report, which is to say the same.
     *
     * @param operator and {@code scanId} only where venue-service tells it
     * @param reason absent where the scan was a success
     * @param venueId 0 where the venue is not known
     */
    public record Attempt(
            String id,
            String operator,
            String scanId,
            String jti,
            String ticket,
            String function,
            String venue,
            long venueId,
            String reason,
            Instant at) {
        public boolean succeeded() {
            return reason == null;
        }
    }

    public record Redemption(String jti, String function, String ticket, String attemptId) {}

    static VenueBooks read(Connection connection) throws SQLException {
        var query = Query.in(connection);
        return new VenueBooks(
                query.rows("SELECT ticket_code FROM tickets", row -> row.getString("ticket_code")),
                TicketBooks.entitlements(query, "entitlements"),
                query.rows(
                        "SELECT * FROM scan_attempts",
                        row -> new Attempt(
                                row.getString("scan_attempt_id"),
                                row.getString("operator_id"),
                                row.getString("scan_id"),
                                row.getString("jti"),
                                row.getString("ticket_code"),
                                row.getString("function_code"),
                                row.getString("venue_code"),
                                row.getLong("venue_id"),
                                row.getString("reason"),
                                row.getObject("attempted_at", OffsetDateTime.class)
                                        .toInstant())),
                query.rows(
                        "SELECT jti, function_code, ticket_code, scan_attempt_id FROM redemptions",
                        row -> new Redemption(
                                row.getString("jti"),
                                row.getString("function_code"),
                                row.getString("ticket_code"),
                                row.getString("scan_attempt_id"))),
                Mail.read(query, true));
    }
}
