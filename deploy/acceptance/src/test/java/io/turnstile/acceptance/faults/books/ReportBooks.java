package io.turnstile.acceptance.faults.books;

import io.turnstile.acceptance.faults.books.VenueBooks.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** What reporting-service holds: each scan as it was told, and each ticket's code. */
public record ReportBooks(List<Attempt> scans, List<String> tickets, Mail mail) {

    static ReportBooks read(Connection connection) throws SQLException {
        var query = Query.in(connection);
        return new ReportBooks(
                query.rows(
                        "SELECT * FROM redemption",
                        row -> new Attempt(
                                row.getString("event_id"),
                                row.getString("operator_id"),
                                null,
                                null,
                                row.getString("ticket_code"),
                                row.getString("function_code"),
                                row.getString("venue_code"),
                                row.getLong("location_id"),
                                row.getString("reason"),
                                row.getObject("ts", OffsetDateTime.class).toInstant())),
                query.rows("SELECT ticket_code FROM ticket", row -> row.getString("ticket_code")),
                Mail.read(query, false));
    }
}
