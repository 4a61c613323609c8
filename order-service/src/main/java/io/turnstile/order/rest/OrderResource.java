package io.turnstile.order.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.problem.Problem;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Orders;
import io.turnstile.order.usecase.CancelOrder;
import io.turnstile.order.usecase.ListMyOrders;
import io.turnstile.order.usecase.PlaceOrder;
import io.turnstile.order.usecase.ShowOrder;
import io.turnstile.order.usecase.TooManyPendingException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A buyer's orders. The buyer is the token's subject. */
@Path("/orders")
@RolesAllowed("buyer")
@RunOnVirtualThread
class OrderResource {
    /** Text, because the framework would answer 404 to what is not a number. */
    static final String LIMIT = "[1-9][0-9]?|" + Orders.LARGEST_PAGE;

    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final ShowOrder showOrder;
    private final ListMyOrders listMyOrders;
    private final JsonWebToken token;

    OrderResource(
            PlaceOrder placeOrder,
            CancelOrder cancelOrder,
            ShowOrder showOrder,
            ListMyOrders listMyOrders,
            JsonWebToken token) {
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.showOrder = showOrder;
        this.listMyOrders = listMyOrders;
        this.token = token;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<OrderView> place(
            @HeaderParam("Idempotency-Key") @Size(max = 128) @Pattern(regexp = "[!-~]+") String idempotencyKey,
            @NotNull @Valid PlaceOrderBody body) {
        var key = idempotencyKey != null ? idempotencyKey : body.outTradeNo();
        if (key == null) {
            throw ProblemException.invalid("Idempotency-Key", "must be sent, or out_trade_no in the body");
        }
        var placed = placeOrder.place(body.toRequest(token.getSubject(), key));
        var order = OrderView.of(placed.order());
        var response = RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, order)
                .location(URI.create("/orders/" + order.orderId()));
        if (placed.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.build();
    }

    @GET
    public OrderPage list(
            @QueryParam("limit") @DefaultValue("20") @Pattern(regexp = LIMIT, message = "must be between 1 and 100")
                    String limit,
            @QueryParam("cursor") @Size(min = 1, max = 512) String cursor) {
        return OrderPage.of(listMyOrders.page(
                token.getSubject(), Optional.ofNullable(cursor).map(Cursor::read), Integer.parseInt(limit)));
    }

    @GET
    @Path("/{id}")
    public OrderView get(String id) {
        return OrderView.of(showOrder.toBuyer(token.getSubject(), orderId(id)));
    }

    @POST
    @Path("/{id}/cancel")
    public OrderView cancel(String id) {
        return OrderView.of(cancelOrder.cancel(token.getSubject(), orderId(id)));
    }

    @ServerExceptionMapper
    Response tooManyPending(TooManyPendingException e) {
        return Problem.of(ProblemCode.TOO_MANY_PENDING_ORDERS, e.getMessage())
                .toResponse()
                .header(HttpHeaders.RETRY_AFTER, e.secondsLeft())
                .build();
    }

    /** A text that is no id is the id of no order. */
    private static UUID orderId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw new ProblemException(ProblemCode.ORDER_NOT_FOUND, "you have no such order");
        }
    }
}
