package io.turnstile.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Tickets that nobody bought, in every database that has a copy of them: buying ten thousand would take longer than all that
 * is measured with them. Each is good for one ferry crossing.
 *
 * @param batch three letters or digits, another for each row of the bench
 */
public record Tickets(String batch, int count) {
    private static final String VENUE = """
            INSERT INTO tickets (ticket_code, order_id, product_id, product_name, valid_from, valid_until)
            SELECT code, uuidv7(), 101, '3-in-1 pass', now() - interval '1 hour', now() + interval '90 days' FROM %1$s;
            INSERT INTO entitlements (ticket_code, function_code, label, total_uses, remaining_uses)
            SELECT code, 'ferry', 'Ferry crossing', 1, 1 FROM %1$s;
            ANALYZE tickets; ANALYZE entitlements""";
    private static final String TICKET = """
            WITH issued AS (INSERT INTO issuance (order_id, issued_at) VALUES (uuidv7(), now()) RETURNING order_id)
            INSERT INTO ticket (code, order_id, buyer_id, product_id, product_name, valid_from, valid_until, issued_at)
            SELECT code, order_id, 'bench', 101, '3-in-1 pass', now(), now() + interval '90 days', now() FROM %1$s, issued;
            INSERT INTO entitlement (ticket_code, function_code, position, label, total_uses, remaining_uses)
            SELECT code, 'ferry', 0, 'Ferry crossing', 1, 1 FROM %1$s;
            ANALYZE ticket; ANALYZE entitlement""";
    private static final String REPORTING = """
            INSERT INTO ticket (ticket_code, order_id, product_id, product_name, issued_at)
            SELECT code, uuidv7(), 101, '3-in-1 pass', now() FROM %1$s;
            ANALYZE ticket""";

    public static Tickets load(Suite suite, String batch, int count) {
        var tickets = new Tickets(batch, count);
        suite.execute("venue_service", VENUE.formatted(tickets.codesInSql()));
        suite.execute("ticket_service", TICKET.formatted(tickets.codesInSql()));
        suite.execute("reporting_service", REPORTING.formatted(tickets.codesInSql()));
        return tickets;
    }

    /** As long as a real one. */
    String code(int number) {
        return "TK-B%s-%04d-%04d-0".formatted(batch, number / 10_000, number % 10_000);
    }

    public List<String> codes() {
        return IntStream.range(0, count).mapToObj(this::code).toList();
    }

    private String codesInSql() {
        return """
                (SELECT 'TK-B%s-' || lpad((n / 10000)::text, 4, '0') || '-' || lpad((n %% 10000)::text, 4, '0') || '-0' AS code
                   FROM generate_series(0, %d) n) codes""".formatted(batch, count - 1);
    }
}
