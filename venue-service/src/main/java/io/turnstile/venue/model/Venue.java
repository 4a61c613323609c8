package io.turnstile.venue.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place with gates. Its id is the {@code location_id} of events and reports; id and code never change. */
@Entity
@Table(name = "venues")
public class Venue extends PanacheEntityBase {
    /** Of venues and of functions. */
    public static final String CODE = "[a-z0-9][a-z0-9-]{0,63}";

    private static final Pattern WELL_FORMED = Pattern.compile(CODE);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "venue_id")
    private Long id;

    @Column(name = "venue_code", updatable = false)
    private String code;

    private String name;

    @Column(name = "supported_functions", columnDefinition = "text[]")
    private List<String> supportedFunctions;

    @Column(name = "is_active")
    private boolean active;

    /** For Hibernate. */
    protected Venue() {}

    public Venue(String code, String name, Collection<String> supportedFunctions, boolean active) {
        this.code = code;
        replace(name, supportedFunctions, active);
    }

    public static Optional<Venue> withCode(String code) {
        return WELL_FORMED.matcher(code).matches() ? find("code", code).firstResultOptional() : Optional.empty();
    }

    /** Nobody else changes the venue until this transaction ends. */
    public static Optional<Venue> lock(String code) {
        return WELL_FORMED.matcher(code).matches()
                ? Venue.<Venue>find("code", code)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResultOptional()
                : Optional.empty();
    }

    public static List<Venue> withCodes(Collection<String> codes) {
        return list("code IN ?1", codes);
    }

    /** Every venue, also those not active, ascending id. */
    public static List<Venue> all() {
        return list("ORDER BY id");
    }

    public final void replace(String name, Collection<String> supportedFunctions, boolean active) {
        this.name = name;
        this.supportedFunctions = supportedFunctions.stream().sorted().toList();
        this.active = active;
    }

    public long id() {
        return id;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    /** Codes of the functions that can be redeemed here, ascending. */
    public List<String> supportedFunctions() {
        return supportedFunctions;
    }

    public boolean isActive() {
        return active;
    }

    /** What a supervisor decides about. Its form is stored for ever. */
    public Map<String, Object> content() {
        return Map.of("venue_name", name, "supported_functions", supportedFunctions, "is_active", active);
    }
}
