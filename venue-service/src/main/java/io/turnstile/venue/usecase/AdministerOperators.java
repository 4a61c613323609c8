package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.LoginPlaces;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.model.OperatorRole;
import io.turnstile.venue.model.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** What a supervisor does with accounts. */
@ApplicationScoped
public class AdministerOperators {
    private final Passwords passwords;
    private final LoginPlaces places;

    AdministerOperators(Passwords passwords, LoginPlaces places) {
        this.passwords = passwords;
        this.places = places;
    }

    /** @param displayName may be null */
    public record Profile(String displayName, OperatorRole role, List<String> venueCodes, boolean active) {}

    /** @throws ProblemException OPERATOR_EXISTS; VALIDATION_ERROR where a venue does not exist or a PasswordRule is broken */
    @Transactional
    public Operator create(String username, String password, Profile profile) {
        // First of all, so that no connection is held meanwhile.
        var hash = hash(username, password);
        var venues = venues(profile.venueCodes());
        if (Operator.named(username).isPresent()) {
            throw exists(username);
        }
        var operator = new Operator(username, hash, profile.role());
        operator.replace(profile.displayName(), profile.role(), venues, profile.active());
        try {
            operator.persistAndFlush();
        } catch (ConstraintViolationException _) {
            // Somebody else was faster.
            throw exists(username);
        }
        return operator;
    }

    /** @throws ProblemException OPERATOR_NOT_FOUND; VALIDATION_ERROR where a venue does not exist */
    @Transactional
    public Operator replace(String username, Profile profile) {
        var operator = existing(username);
        operator.replace(profile.displayName(), profile.role(), venues(profile.venueCodes()), profile.active());
        return operator;
    }

    /**
     * Sets the password and lifts a lock.
     *
     * @throws ProblemException OPERATOR_NOT_FOUND; VALIDATION_ERROR where a PasswordRule is broken
     */
    @Transactional
    public void setPassword(String username, String password) {
        var hash = hash(username, password);
        existing(username).setPasswordHash(hash);
        places.forgive(username);
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
            throw new ProblemException(ProblemCode.VALIDATION_ERROR, "There is no venue " + code + ".");
        });
        return venues;
    }

    private static ProblemException exists(String username) {
        return new ProblemException(ProblemCode.OPERATOR_EXISTS, "There is already an operator " + username + ".");
    }
}
