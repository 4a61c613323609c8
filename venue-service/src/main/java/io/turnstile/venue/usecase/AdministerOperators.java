package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.AuditAction;
import io.turnstile.venue.model.LoginPlaces;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.model.OperatorRole;
import io.turnstile.venue.model.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What a supervisor does with accounts. */
@ApplicationScoped
public class AdministerOperators {
    private final Passwords passwords;
    private final LoginPlaces places;
    private final Audit audit;

    AdministerOperators(Passwords passwords, LoginPlaces places, Audit audit) {
        this.passwords = passwords;
        this.places = places;
        this.audit = audit;
    }

    /** @param displayName may be null */
    public record Profile(String displayName, OperatorRole role, List<String> venueCodes, boolean active) {
        boolean isActiveSupervisor() {
            return active && role == OperatorRole.SUPERVISOR;
        }
    }

    /**
     * @param actor the supervisor who does it; null: the service itself
     * @throws ProblemException OPERATOR_EXISTS; VALIDATION_ERROR where a venue does not exist or a PasswordRule is
     *     broken
     */
    @Transactional
    public Operator create(String actor, String username, String password, Profile profile) {
        // First of all, so that neither a connection nor the lock is held meanwhile.
        var hash = hash(username, password);
        Operator.changeAlone();
        var venues = venues(profile.venueCodes());
        if (Operator.named(username).isPresent()) {
            throw new ProblemException(ProblemCode.OPERATOR_EXISTS, "There is already an operator " + username + ".");
        }
        var operator = new Operator(username, hash, profile.role());
        operator.replace(profile.displayName(), profile.role(), venues, profile.active());
        operator.persist();
        audit.changed(actor, AuditAction.OPERATOR_CREATED, username, null, operator.content());
        return operator;
    }

    /**
     * @throws ProblemException OPERATOR_NOT_FOUND; LAST_SUPERVISOR where nobody would be left who administers;
     *     VALIDATION_ERROR where a venue does not exist
     */
    @Transactional
    public Operator replace(String actor, String username, Profile profile) {
        Operator.changeAlone();
        var operator = existing(username);
        if (operator.isActiveSupervisor() && !profile.isActiveSupervisor() && Operator.activeSupervisors() == 1) {
            throw new ProblemException(
                    ProblemCode.LAST_SUPERVISOR, username + " is the last active supervisor and must stay one.");
        }
        var before = operator.content();
        operator.replace(profile.displayName(), profile.role(), venues(profile.venueCodes()), profile.active());
        audit.changed(actor, AuditAction.OPERATOR_REPLACED, username, before, operator.content());
        return operator;
    }

    /**
     * Sets the password, lifts the account's locks, and makes an end of its tokens.
     *
     * @throws ProblemException OPERATOR_NOT_FOUND; VALIDATION_ERROR where a PasswordRule is broken
     */
    @Transactional
    public void setPassword(String actor, String username, String password) {
        var hash = hash(username, password);
        Operator.changeAlone();
        existing(username).setPasswordHash(hash);
        places.forget(username);
        audit.done(actor, AuditAction.PASSWORD_SET, username);
    }

    /**
     * Makes an end of all tokens of an account, such as that of a lost terminal.
     *
     * @throws ProblemException OPERATOR_NOT_FOUND
     */
    @Transactional
    public void revokeTokens(String actor, String username) {
        Operator.changeAlone();
        existing(username).revokeTokens();
        places.forget(username);
        audit.done(actor, AuditAction.TOKENS_REVOKED, username);
    }

    private String hash(String username, String password) {
        PasswordRule.firstBroken(username, password).ifPresent(rule -> {
            throw ProblemException.invalid("password", rule.message());
        });
        return passwords.hash(password);
    }

    private static Operator existing(String username) {
        return Operator.named(username)
                .orElseThrow(() -> new ProblemException(ProblemCode.OPERATOR_NOT_FOUND, "There is no such operator."));
    }

    private static List<Venue> venues(List<String> codes) {
        var venues = Venue.withCodes(codes);
        var known = venues.stream().map(Venue::code).toList();
        codes.stream().filter(code -> !known.contains(code)).findFirst().ifPresent(code -> {
            throw ProblemException.invalid("venue_codes", "There is no venue " + code + ".");
        });
        return venues;
    }
}
