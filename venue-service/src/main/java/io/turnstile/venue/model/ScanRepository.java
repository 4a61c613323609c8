package io.turnstile.venue.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The hot path: all SQL of a scan. A scan costs one look ({@link #situations}) and one write, a statement that also inserts
 * the event and is a transaction of its own: two round trips in all.
 *
 * <p>Two scans that compete meet in {@link #spend}, whose locks are always taken in the same order: the entitlement's
 * row, then the redemption's key, then the scan's key. {@link #refuse} takes only the last. So none waits in a circle.
 * Whoever comes too late finds other uses than were seen, or the other's committed row: then nothing of the statement is
 * done, and the scan must look again.
 */
@ApplicationScoped
public class ScanRepository {
    /** LIMIT keeps the planner from one join of everything: each scan's own is found as if it were looked for alone. */
    private static final String SITUATIONS = """
            SELECT situation.*
              FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY
                AS scan (token_generation, function_code, venue_code, ticket_code, jti, scan_id, operator_id, n)
              LEFT JOIN LATERAL (
            SELECT o.is_active AND o.token_generation = scan.token_generation AS token_good,
                   v.venue_id, v.venue_code, v.name AS venue_name,
                   ov.venue_id IS NOT NULL AS assigned,
                   scan.function_code = ANY (v.supported_functions) AS serves_function,
                   %s,
                   r.redeemed_at, rv.name AS redeemed_venue,
                   a.fingerprint, a.ticket_code AS a_ticket_code, a.result AS a_result, a.reason AS a_reason,
                   a.detail AS a_detail, a.remaining_uses AS a_remaining_uses, a.entitlements AS a_entitlements,
                   a.venue_id AS a_venue_id, a.venue_code AS a_venue_code, a.venue_name AS a_venue_name,
                   a.attempted_at AS a_attempted_at
              FROM operators o
              LEFT JOIN venues v ON v.venue_code = scan.venue_code AND v.is_active
              LEFT JOIN operator_venues ov ON ov.username = o.username AND ov.venue_id = v.venue_id
              LEFT JOIN tickets t ON t.ticket_code = scan.ticket_code
              LEFT JOIN redemptions r ON r.jti = scan.jti AND r.function_code = scan.function_code
              LEFT JOIN venues rv ON rv.venue_id = r.venue_id
              LEFT JOIN scan_attempts a ON a.operator_id = o.username AND a.scan_id = scan.scan_id
             WHERE o.username = scan.operator_id
             LIMIT 1) situation ON true
             ORDER BY scan.n
            """.formatted(TicketRepository.COLUMNS);

    private static final String SPEND = """
            WITH scan AS (
                SELECT ?::uuid AS scan_attempt_id, ?::text AS operator_id, ?::text AS scan_id, ?::text AS fingerprint,
                       ?::text AS jti, ?::text AS ticket_code, ?::text AS function_code, ?::text AS venue_code,
                       ?::bigint AS venue_id, ?::text AS venue_name, ?::text AS terminal_device_id,
                       ?::jsonb AS entitlements, ?::timestamptz AS ts, ?::int AS seen_uses
            ), spent AS (
                UPDATE entitlements e
                   SET remaining_uses = e.remaining_uses - 1
                  FROM scan
                 WHERE e.ticket_code = scan.ticket_code
                   AND e.function_code = scan.function_code
                   AND e.remaining_uses = scan.seen_uses
                RETURNING e.remaining_uses
            ), redeemed AS (
                INSERT INTO redemptions (jti, function_code, ticket_code, scan_attempt_id, operator_id, venue_id,
                                         terminal_device_id, redeemed_at)
                SELECT jti, function_code, ticket_code, scan_attempt_id, operator_id, venue_id, terminal_device_id, ts
                  FROM spent, scan
                RETURNING scan_attempt_id
            ), changed AS (
                INSERT INTO scan_attempts (scan_attempt_id, operator_id, scan_id, fingerprint, jti, ticket_code,
                                           function_code, venue_code, venue_id, venue_name, terminal_device_id, result,
                                           remaining_uses, entitlements, attempted_at)
                SELECT scan_attempt_id, operator_id, scan_id, fingerprint, jti, ticket_code, function_code, venue_code,
                       venue_id, venue_name, terminal_device_id, 'success', remaining_uses, entitlements, ts
                  FROM redeemed JOIN scan USING (scan_attempt_id), spent
                RETURNING scan_attempt_id
            )""";

    private static final String REFUSE = """
            WITH changed AS (
                INSERT INTO scan_attempts (scan_attempt_id, operator_id, scan_id, fingerprint, jti, ticket_code,
                                           function_code, venue_code, venue_id, venue_name, terminal_device_id,
                                           entitlements, attempted_at, result, reason, detail, remaining_uses)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, 'reject', ?, ?, ?)
                ON CONFLICT DO NOTHING
                RETURNING scan_attempt_id
            )""";

    private final Database database;
    private final EntitlementJson json;

    ScanRepository(DataSource dataSource, EntitlementJson json) {
        this.database = new Database(dataSource);
        this.json = json;
    }

    /**
     * Everything that decides about the scans, in one look and without a lock; an array of any length has the same plan.
     *
     * @return in the order of the scans
     * @throws DatabaseException where the database refuses the statement or is away
     */
    public List<Situation> situations(List<Scan> scans) {
        return database.all(
                SITUATIONS,
                Parameters.of()
                        .and("int4", scans, Scan::tokenGeneration)
                        .and("text", scans, Scan::functionCode)
                        .and("text", scans, Scan::venueCode)
                        .and("text", scans, Scan::ticketCode)
                        .and("text", scans, Scan::jti)
                        .and("text", scans, Scan::scanId)
                        .and("text", scans, Scan::operatorId),
                row -> situation(row, scans.get(row.getRow() - 1)));
    }

    /**
     * Spends one use, writes the redemption and the attempt. Its row {@code changed} is missing where the uses are no
     * longer those that were seen; a constraint refuses it where the QR was redeemed or the key was stored meanwhile.
     */
    public Change spend(UUID scanAttemptId, Scan scan, Judgement.Admit admit) {
        return new Change(
                SPEND,
                attempt(scanAttemptId, scan, Verdict.Place.of(admit.gate()))
                        .and(json.write(admit.ticket().entitlements()))
                        .and(admit.ts())
                        .and((Integer) admit.entitlement().remainingUses()));
    }

    /** Writes the attempt. Its row {@code changed} is missing where another scan was stored under the same key. */
    public Change refuse(UUID scanAttemptId, Scan scan, Verdict.Refused verdict) {
        return new Change(
                REFUSE,
                attempt(scanAttemptId, scan, verdict.venue())
                        .and(json.write(verdict.entitlements()))
                        .and(verdict.ts())
                        .and(verdict.reason().name(), verdict.detail())
                        .and(verdict.remainingUses()));
    }

    private static Parameters attempt(UUID scanAttemptId, Scan scan, Verdict.Place place) {
        return Parameters.of()
                .and(scanAttemptId)
                .and(scan.operatorId(), scan.scanId(), scan.fingerprint(), scan.jti(), scan.ticketCode())
                .and(scan.functionCode(), scan.venueCode())
                .and(place == null ? null : (Long) place.venueId())
                .and(place == null ? null : place.venueName(), scan.terminalDeviceId());
    }

    private Situation situation(ResultSet row, Scan scan) throws SQLException {
        return new Situation(
                row.getBoolean("token_good"),
                row.getObject("venue_id") == null ? null : gate(row),
                row.getString("ticket_code") == null ? null : TicketRepository.ticket(row, json),
                row.getObject("redeemed_at") == null
                        ? null
                        : new Situation.Redeemed(Database.instant(row, "redeemed_at"), row.getString("redeemed_venue")),
                row.getString("fingerprint") == null
                        ? null
                        : new Situation.Earlier(row.getString("fingerprint"), verdict(row, scan)));
    }

    private static Gate gate(ResultSet row) throws SQLException {
        return new Gate(
                row.getLong("venue_id"),
                row.getString("venue_code"),
                row.getString("venue_name"),
                row.getBoolean("assigned"),
                row.getBoolean("serves_function"));
    }

    private Verdict verdict(ResultSet row, Scan scan) throws SQLException {
        var entitlements = json.read(row.getString("a_entitlements"));
        var remaining = (Integer) row.getObject("a_remaining_uses");
        var place = row.getObject("a_venue_id") == null
                ? null
                : new Verdict.Place(
                        row.getLong("a_venue_id"), row.getString("a_venue_code"), row.getString("a_venue_name"));
        Instant ts = Database.instant(row, "a_attempted_at");
        return switch (row.getString("a_result")) {
            case "success" -> Verdict.Admitted.of(scan, entitlements, remaining, place, ts);
            default ->
                new Verdict.Refused(
                        scan.scanId(),
                        row.getString("a_ticket_code"),
                        RefusalReason.valueOf(row.getString("a_reason")),
                        row.getString("a_detail"),
                        entitlements,
                        remaining,
                        place,
                        ts);
        };
    }
}
