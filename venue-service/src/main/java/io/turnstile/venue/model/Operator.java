package io.turnstile.venue.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A gate operator's or supervisor's account. The user name is the operator's id everywhere and never changes. */
@Entity
@Table(name = "operators")
public class Operator extends PanacheEntityBase {
    public static final String USERNAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private static final Pattern WELL_FORMED = Pattern.compile(USERNAME);

    @Id
    private String username;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "display_name")
    private String displayName;

    @Enumerated(EnumType.STRING)
    private OperatorRole role;

    @Column(name = "is_active")
    private boolean active;

    /** Of the tokens that are good now. */
    private int tokenGeneration;

    @ManyToMany
    @JoinTable(
            name = "operator_venues",
            joinColumns = @JoinColumn(name = "username"),
            inverseJoinColumns = @JoinColumn(name = "venue_id"))
    private Set<Venue> venues = new HashSet<>();

    /** For Hibernate. */
    protected Operator() {}

    /** An active account that may scan nowhere yet. */
    public Operator(String username, String passwordHash, OperatorRole role) {
        this.username = username;
        this.passwordHash = passwordHash;
        this.role = role;
        this.active = true;
    }

    public static Optional<Operator> named(String username) {
        return WELL_FORMED.matcher(username).matches() ? findByIdOptional(username) : Optional.empty();
    }

    /** Every account with its venues, ascending user name. */
    public static List<Operator> everyone() {
        return list("SELECT DISTINCT o FROM Operator o LEFT JOIN FETCH o.venues ORDER BY o.username");
    }

    public static long activeSupervisors() {
        return count("role = ?1 AND active", OperatorRole.SUPERVISOR);
    }

    /**
     * Until this transaction ends nobody else changes an account, on no replica: what was looked at before a change is
     * still so when it is made. Reading goes on, and with it every scan.
     */
    public static void changeAlone() {
        getEntityManager()
                .createNativeQuery("LOCK TABLE operators IN SHARE ROW EXCLUSIVE MODE")
                .executeUpdate();
    }

    /** Another hash of the same password; does nothing where the hash is no longer the old one. */
    public static void renewHash(String username, String old, String renewed) {
        update("passwordHash = ?1 WHERE username = ?2 AND passwordHash = ?3", renewed, username, old);
    }

    /** Who is closed or gets another role must log in again. */
    public void replace(String displayName, OperatorRole role, Collection<Venue> venues, boolean active) {
        if (role != this.role || this.active && !active) {
            revokeTokens();
        }
        this.displayName = displayName;
        this.role = role;
        this.venues.retainAll(venues);
        this.venues.addAll(venues);
        this.active = active;
    }

    public void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
        revokeTokens();
    }

    /** No token that was given so far is good any more. */
    public void revokeTokens() {
        tokenGeneration++;
    }

    /** Whether a token of that generation may still be used. */
    public boolean accepts(int generation) {
        return active && generation == tokenGeneration;
    }

    public String username() {
        return username;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public String displayName() {
        return displayName;
    }

    public OperatorRole role() {
        return role;
    }

    public boolean isActive() {
        return active;
    }

    public boolean isActiveSupervisor() {
        return active && role == OperatorRole.SUPERVISOR;
    }

    public int tokenGeneration() {
        return tokenGeneration;
    }

    /** The codes of the venues where this operator may scan, ascending. */
    public List<String> venueCodes() {
        return venues.stream().map(Venue::code).sorted().toList();
    }

    /** What a supervisor decides about, the password aside. Its form is stored for ever. */
    public Map<String, Object> content() {
        var content = new LinkedHashMap<String, Object>();
        if (displayName != null) {
            content.put("display_name", displayName);
        }
        content.put("role", role.name().toLowerCase(Locale.ROOT));
        content.put("venue_codes", venueCodes());
        content.put("is_active", active);
        return content;
    }
}
