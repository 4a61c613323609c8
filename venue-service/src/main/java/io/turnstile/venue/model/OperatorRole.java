package io.turnstile.venue.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/** What an account may do. */
public enum OperatorRole {
    /** Scans. */
    @JsonProperty("operator")
    OPERATOR(Set.of("operator")),
    /** Scans, and administers operators and venues. */
    @JsonProperty("supervisor")
    SUPERVISOR(Set.of("supervisor", "operator"));

    private final Set<String> groups;

    OperatorRole(Set<String> groups) {
        this.groups = groups;
    }

    /** The groups of this role's tokens. */
    public Set<String> groups() {
        return groups;
    }
}
