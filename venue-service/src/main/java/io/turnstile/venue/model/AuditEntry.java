package io.turnstile.venue.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Who changed what, and when. Only ever added. */
@Entity
@Immutable
@Table(name = "audit_entries")
public class AuditEntry extends PanacheEntityBase {
    /** Ascending. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long entryId;

    private Instant recordedAt;
    private String actor;

    @Enumerated(EnumType.STRING)
    private AuditAction action;

    private String subject;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> before;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> after;

    /** For Hibernate. */
    protected AuditEntry() {}

    /**
     * @param actor null: the service itself
     * @param before null where there was nothing, or what changed is not told
     * @param after null where what changed is not told
     */
    public AuditEntry(
            Instant recordedAt,
            String actor,
            AuditAction action,
            String subject,
            Map<String, Object> before,
            Map<String, Object> after) {
        this.recordedAt = recordedAt;
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.before = before;
        this.after = after;
    }

    /**
     * Newest first.
     *
     * @param actor only theirs; null: everybody's
     * @param subject only about this one; null: about all
     * @param beforeId the last one that was seen; {@link Long#MAX_VALUE} where none was
     * @param max how many at most
     */
    public static List<AuditEntry> page(String actor, String subject, long beforeId, int max) {
        var where = new StringBuilder("entryId < :beforeId");
        var values = Parameters.with("beforeId", beforeId);
        if (actor != null) {
            where.append(" AND actor = :actor");
            values.and("actor", actor);
        }
        if (subject != null) {
            where.append(" AND subject = :subject");
            values.and("subject", subject);
        }
        return AuditEntry.<AuditEntry>find(where.toString(), Sort.by("entryId").descending(), values)
                .page(Page.ofSize(max))
                .list();
    }

    public long entryId() {
        return entryId;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public String actor() {
        return actor;
    }

    public AuditAction action() {
        return action;
    }

    public String subject() {
        return subject;
    }

    public Map<String, Object> before() {
        return before;
    }

    public Map<String, Object> after() {
        return after;
    }
}
