package io.turnstile.order.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.order.usecase.ListRefundsDue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/** What belongs back to buyers, for the staff who send it. The path hides no order: an order's id is a UUID. */
@Path("/orders/refunds-due")
@RolesAllowed("finance")
@RunOnVirtualThread
class RefundsDueResource {
    private final ListRefundsDue listRefundsDue;

    RefundsDueResource(ListRefundsDue listRefundsDue) {
        this.listRefundsDue = listRefundsDue;
    }

    @GET
    public RefundsDuePage list(
            @QueryParam("limit")
                    @DefaultValue("20")
                    @Pattern(regexp = OrderResource.LIMIT, message = "must be between 1 and 100")
                    String limit,
            @QueryParam("cursor") @Size(min = 1, max = 512) String cursor) {
        return RefundsDuePage.of(
                listRefundsDue.page(Optional.ofNullable(cursor).map(Cursor::read), Integer.parseInt(limit)));
    }
}
