package io.turnstile.reporting.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The scans, each once. */
@ApplicationScoped
public class Scans implements PanacheRepositoryBase<Scan, UUID> {
    private static final String INSERT = """
            INSERT INTO Scan (eventId, ts, result, reason, ticketCode, functionCode, operatorId, locationId,
                              venueCode, terminalDeviceId, remainingUses, orderId, productId)
            VALUES (:eventId, :ts, :result, :reason, :ticketCode, :functionCode, :operatorId, :locationId,
                    :venueCode, :terminalDeviceId, :remainingUses, :orderId, :productId)
            ON CONFLICT DO NOTHING
            """;

    /** The order of the report's indexes. */
    private static final Sort NEWEST_FIRST = Sort.by("ts", "eventId").descending();

    /** Adds the scan; one that is there already stays as it is. */
    public void add(Scan scan) {
        getEntityManager()
                .createQuery(INSERT)
                .setParameter("eventId", scan.eventId)
                .setParameter("ts", scan.ts)
                .setParameter("result", scan.result)
                .setParameter("reason", scan.reason)
                .setParameter("ticketCode", scan.ticketCode)
                .setParameter("functionCode", scan.functionCode)
                .setParameter("operatorId", scan.operatorId)
                .setParameter("locationId", scan.locationId)
                .setParameter("venueCode", scan.venueCode)
                .setParameter("terminalDeviceId", scan.terminalDeviceId)
                .setParameter("remainingUses", scan.remainingUses)
                .setParameter("orderId", scan.orderId)
                .setParameter("productId", scan.productId)
                .executeUpdate();
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
