package io.turnstile.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A gate with its operator, and guests whose tickets are all different. The tickets are loaded by SQL into venue-service's
 * copy, three functions each, as the sample pass has; their codes are spread over the index as real ones are.
 */
public final class Pier {
    private static final String TICKETS = """
            INSERT INTO tickets (ticket_code, order_id, product_id, product_name, valid_from, valid_until)
            SELECT 'b' || substr(md5(n::text), 1, 20), uuidv7(), 101, '3-in-1 pass', now() - interval '1 day',
                   now() + interval '90 days'
              FROM generate_series(%1$d, %2$d) n;
            INSERT INTO entitlements (ticket_code, function_code, label, total_uses, remaining_uses)
            SELECT 'b' || substr(md5(n::text), 1, 20), function_code, label, 1, 1
              FROM generate_series(%1$d, %2$d) n,
                   (VALUES ('bus', 'Bus ride'), ('ferry', 'Ferry crossing'), ('museum', 'Museum entry'))
                   AS f (function_code, label)
            """;

    private final Suite suite;
    private final Gate gate;
    private int tickets;

    public Pier(Suite suite) {
        this.suite = suite;
        this.gate = Gate.open(suite);
        this.tickets =
                (int) suite.count("venue_service", "SELECT count(*) FROM tickets WHERE ticket_code ~ '^b[0-9a-f]'");
    }

    /** Loads so many tickets; each request shows another one, with a QR that is made when the request is taken. */
    public Stream<Request> scans(int number) {
        var first = tickets + 1;
        tickets += number;
        suite.execute("venue_service", TICKETS.formatted(first, tickets));
        return IntStream.rangeClosed(first, tickets).mapToObj(n -> gate.request(code(n)));
    }

    /** As the SQL makes it; MD5 spreads what is counted, and protects nothing. */
    static String code(int number) {
        try {
            var digest = MessageDigest.getInstance("MD5")
                    .digest(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
            return "b" + HexFormat.of().formatHex(digest).substring(0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
