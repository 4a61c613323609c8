package io.turnstile.acceptance.faults.books;

import io.turnstile.acceptance.faults.load.Answer;
import io.turnstile.acceptance.support.Suite;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Everything that is known from outside: what clients were told, every database, and the raw streams. */
public record Facts(
        List<Answer> answers,
        OrderBooks orders,
        PaymentBooks payments,
        TicketBooks tickets,
        VenueBooks venue,
        ReportBooks report,
        CatalogBooks catalog,
        StreamBooks streams) {

    @FunctionalInterface
    private interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    /** @param answers copied before the databases are read: what was told by then must be there */
    public static Facts read(Suite suite, List<Answer> answers, RawStreams streams) throws SQLException {
        return new Facts(
                answers,
                read(suite, "order_service", OrderBooks::read),
                read(suite, "payment_service", PaymentBooks::read),
                read(suite, "ticket_service", TicketBooks::read),
                read(suite, "venue_service", VenueBooks::read),
                read(suite, "reporting_service", ReportBooks::read),
                read(suite, "catalog_service", CatalogBooks::read),
                streams.books());
    }

    private static <T> T read(Suite suite, String database, Reading<T> reading) throws SQLException {
        try (var connection = suite.database(database)) {
            return reading.of(connection);
        }
    }

    /** By the service's name. */
    public Map<String, Mail> mail() {
        return Map.of(
                "order-service", orders.mail(),
                "payment-service", payments.mail(),
                "ticket-service", tickets.mail(),
                "venue-service", venue.mail(),
                "reporting-service", report.mail(),
                "catalog-service", catalog.mail());
    }
}
