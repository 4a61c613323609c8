package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** What a supervisor does with venues. */
@ApplicationScoped
public class AdministerVenues {

    public record Content(String name, List<String> supportedFunctions, boolean active) {}

    /** @throws ProblemException VENUE_EXISTS */
    @Transactional
    public Venue create(String code, Content content) {
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
        return venue;
    }

    /** @throws ProblemException VENUE_NOT_FOUND */
    @Transactional
    public Venue replace(String code, Content content) {
        var venue = Venue.withCode(code)
                .orElseThrow(() -> new ProblemException(ProblemCode.VENUE_NOT_FOUND, "There is no such venue."));
        venue.replace(content.name(), content.supportedFunctions(), content.active());
        return venue;
    }

    private static ProblemException exists(String code) {
        return new ProblemException(ProblemCode.VENUE_EXISTS, "There is already a venue " + code + ".");
    }
}
