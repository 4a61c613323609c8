package io.turnstile.acceptance.faults.books;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a service has sent and received.
 *
 * @param outbox empty for a service that publishes nothing
 * @param inbox the ids of the events that had their effect
 */
public record Mail(List<Sent> outbox, Set<UUID> inbox) {
    private static final String OUTBOX = """
            SELECT id, topic, type, md5(payload) AS digest,
                   CASE WHEN topic = 'turnstile.redemptions' THEN payload::jsonb ->> 'scan_attempt_id'
                        WHEN topic = 'turnstile.payments' THEN payload::jsonb ->> 'payment_id'
                        ELSE aggregate_id END AS subject
            FROM outbox
            """;

    /**
     * @param subject whose fact it is: the order, payment, scan attempt or product
     * @param digest of the payload
     */
    public record Sent(UUID id, String topic, String type, String subject, String digest) {
        /** The event's name, such as {@code OrderPaid}. */
        public String event() {
            return type.split("\\.")[1];
        }
    }

    static Mail read(Query query, boolean publishes) throws SQLException {
        var outbox = publishes
                ? query.rows(
                        OUTBOX,
                        row -> new Sent(
                                Query.uuid(row, "id"),
                                row.getString("topic"),
                                row.getString("type"),
                                row.getString("subject"),
                                row.getString("digest")))
                : List.<Sent>of();
        return new Mail(
                outbox, new HashSet<>(query.rows("SELECT event_id FROM inbox", row -> Query.uuid(row, "event_id"))));
    }
}
