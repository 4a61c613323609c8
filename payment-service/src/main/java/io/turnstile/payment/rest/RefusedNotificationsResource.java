package io.turnstile.payment.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.payment.model.RefusedNotificationRepository;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;

/** For those who settle with the gateways: each of these is money that somebody has to look at. */
@Path("/payments/refused")
@RolesAllowed("finance")
@RunOnVirtualThread
class RefusedNotificationsResource {
    /** Text, so that what is not a number is refused with the same problem as a number out of range. */
    private static final String LIMIT = "[1-9][0-9]?|100";

    private final RefusedNotificationRepository refused;

    RefusedNotificationsResource(RefusedNotificationRepository refused) {
        this.refused = refused;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RefusedNotificationPage list(
            @RestQuery @DefaultValue("50") @Pattern(regexp = LIMIT, message = "must be between 1 and 100") String limit,
            @RestQuery String cursor) {
        var size = Integer.parseInt(limit);
        return RefusedNotificationPage.of(refused.page(RefusedNotificationPage.before(cursor), size + 1), size);
    }
}
