package io.turnstile.reporting.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The scans, each once. */
@ApplicationScoped
public class Scans implements PanacheRepositoryBase<Scan, UUID> {
    /** In one order: of two transactions with the same scans one waits for the other, and never each for the other. */
    private static final String INSERT = """
            INSERT INTO redemption (event_id, ts, result, reason, ticket_code, function_code, operator_id, location_id,
                                    venue_code, terminal_device_id, remaining_uses, order_id, product_id)
            SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::bigint[], ?::text[], ?::text[], ?::integer[], ?::uuid[], ?::bigint[]) AS told (event_id)
             ORDER BY event_id
            ON CONFLICT DO NOTHING
            """;

    /** The order of the report's indexes. */
    private static final Sort NEWEST_FIRST = Sort.by("ts", "eventId").descending();

    private final DataSource dataSource;

    Scans(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds the scans in one statement; one that is there already stays as it is. To be called inside a transaction. */
    public void add(List<Scan> scans) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            new Columns<>(insert, scans)
                    .add("uuid", scan -> scan.eventId)
                    .add("timestamptz", scan -> scan.ts)
                    .add("text", scan -> scan.result.code())
                    .add("text", scan -> scan.reason)
                    .add("text", scan -> scan.ticketCode)
                    .add("text", scan -> scan.functionCode)
                    .add("text", scan -> scan.operatorId)
                    .add("bigint", scan -> scan.locationId)
                    .add("text", scan -> scan.venueCode)
                    .add("text", scan -> scan.terminalDeviceId)
                    .add("integer", scan -> scan.remainingUses)
                    .add("uuid", scan -> scan.orderId)
                    .add("bigint", scan -> scan.productId);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new ReadModelException("scans could not be added", e);
        }
    }

    /** The next scans from the position on, newest first, {@code max} at most. */
    public List<Scan> page(ScanFilter filter, Position position, int max) {
        var parameters = Parameters.with("from", filter.window().from())
                .and("ts", position.ts())
                .and("eventId", position.eventId());
        // Only the conditions that the filter has: with one statement for all, the planner could not choose its index.
        var conditions = new StringBuilder("ts >= :from AND (ts, eventId) < (:ts, :eventId)");
        if (filter.functionCode() != null) {
            conditions.append(" AND functionCode = :functionCode");
            parameters.and("functionCode", filter.functionCode());
        }
        if (filter.locationId() != null) {
            conditions.append(" AND locationId = :locationId");
            parameters.and("locationId", filter.locationId());
        }
        if (filter.result() != null) {
            conditions.append(" AND result = :result");
            parameters.and("result", filter.result());
        }
        return find(conditions.toString(), NEWEST_FIRST, parameters)
                .page(Page.ofSize(max))
                .list();
    }

    /** When the newest scan was made; empty where there is none. */
    public Optional<Instant> newest() {
        return Optional.ofNullable(getEntityManager()
                .createQuery("SELECT max(ts) FROM Scan", Instant.class)
                .getSingleResult());
    }
}
