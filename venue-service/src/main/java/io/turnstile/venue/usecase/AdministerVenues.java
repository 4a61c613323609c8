package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.AuditAction;
import io.turnstile.venue.model.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** What a supervisor does with venues. */
@ApplicationScoped
public class AdministerVenues {
    private final Audit audit;

    AdministerVenues(Audit audit) {
        this.audit = audit;
    }

    public record Content(String name, List<String> supportedFunctions, boolean active) {}

    /** @throws ProblemException VENUE_EXISTS */
    @Transactional
    public Venue create(String actor, String code, Content content) {
        if (Venue.withCode(code).isPresent()) {
            throw exists(code);
        }
        var venue = new Venue(code, content.name(), content.supportedFunctions(), content.active());
        try {
            venue.persistAndFlush();
        } catch (ConstraintViolationException _) {
            // Somebody else was faster.
            throw exists(code);
        }
        audit.changed(actor, AuditAction.VENUE_CREATED, code, null, venue.content());
        return venue;
    }

    /** @throws ProblemException VENUE_NOT_FOUND */
    @Transactional
    public Venue replace(String actor, String code, Content content) {
        var venue = Venue.lock(code)
                .orElseThrow(() -> new ProblemException(ProblemCode.VENUE_NOT_FOUND, "There is no such venue."));
        var before = venue.content();
        venue.replace(content.name(), content.supportedFunctions(), content.active());
        audit.changed(actor, AuditAction.VENUE_REPLACED, code, before, venue.content());
        return venue;
    }

    private static ProblemException exists(String code) {
        return new ProblemException(ProblemCode.VENUE_EXISTS, "There is already a venue " + code + ".");
    }
}
