package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.venue.model.AuditEntry;
import io.turnstile.venue.model.Operator;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** What supervisors did, for supervisors to read. Nothing here can be changed. */
// Not a class for the path /operators/audit: it would keep an operator of that name from being replaced.
@Path("/operators")
@RolesAllowed("supervisor")
@ActiveAccount
@RunOnVirtualThread
class AuditResource {
    /** Text, so that what is not a number is refused with the same problem as a number out of range. */
    private static final String LIMIT = "[1-9][0-9]?|100";

    /** Of operators and venues: each code of a venue is well-formed as a user name, too. */
    private static final String NAME = Operator.USERNAME;

    @GET
    @Path("/audit")
    public AuditPage list(
            @RestQuery @Pattern(regexp = NAME) String actor,
            @RestQuery @Pattern(regexp = NAME) String subject,
            @RestQuery @DefaultValue("50") @Pattern(regexp = LIMIT, message = "must be between 1 and 100") String limit,
            @RestQuery String cursor) {
        var size = Integer.parseInt(limit);
        return AuditPage.of(AuditEntry.page(actor, subject, AuditPage.before(cursor), size + 1), size);
    }
}
