package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.PlainText;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.model.OperatorRole;
import io.turnstile.venue.model.Venue;
import io.turnstile.venue.usecase.AdministerOperators;
import io.turnstile.venue.usecase.AdministerOperators.Profile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.validator.constraints.UniqueElements;

/** Accounts, administered by supervisors. */
@Path("/operators")
@RolesAllowed("supervisor")
@ActiveAccount
@RunOnVirtualThread
class OperatorResource {
    private final AdministerOperators administerOperators;
    private final JsonWebToken actor;

    OperatorResource(AdministerOperators administerOperators, JsonWebToken actor) {
        this.administerOperators = administerOperators;
        this.actor = actor;
    }

    record OperatorList(List<OperatorView> operators) {}

    record CreateRequest(
            @NotNull @Pattern(regexp = Operator.USERNAME) String username,
            @NotNull String password,

            @PlainText(max = 120) String displayName,

            @NotNull OperatorRole role,

            @NotNull @Size(max = 500) @UniqueElements List<@NotNull @Pattern(regexp = Venue.CODE) String> venueCodes) {
        /** Requests find their way into logs; passwords must not. */
        @Override
        public String toString() {
            return "CreateRequest[username=" + username + "]";
        }
    }

    record ReplaceRequest(
            @PlainText(max = 120) String displayName,

            @NotNull OperatorRole role,

            @NotNull @Size(max = 500) @UniqueElements List<@NotNull @Pattern(regexp = Venue.CODE) String> venueCodes,

            @NotNull Boolean isActive) {}

    record PasswordRequest(@NotNull String password) {
        @Override
        public String toString() {
            return "PasswordRequest[]";
        }
    }

    @GET
    public OperatorList list() {
        return new OperatorList(
                Operator.everyone().stream().map(OperatorView::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@NotNull @Valid CreateRequest request) {
        var operator = administerOperators.create(
                actor.getSubject(),
                request.username(),
                request.password(),
                new Profile(request.displayName(), request.role(), request.venueCodes(), true));
        return Response.created(URI.create("/operators/" + operator.username()))
                .entity(OperatorView.of(operator))
                .build();
    }

    @Consumes(MediaType.APPLICATION_JSON)
    @PUT
    @Path("/{username}")
    public OperatorView replace(@PathParam("username") String username, @NotNull @Valid ReplaceRequest request) {
        return OperatorView.of(administerOperators.replace(
                actor.getSubject(),
                username,
                new Profile(request.displayName(), request.role(), request.venueCodes(), request.isActive())));
    }

    @POST
    @Path("/{username}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void setPassword(@PathParam("username") String username, @NotNull @Valid PasswordRequest request) {
        administerOperators.setPassword(actor.getSubject(), username, request.password());
    }

    @POST
    @Path("/{username}/revoke")
    public void revoke(@PathParam("username") String username) {
        administerOperators.revokeTokens(actor.getSubject(), username);
    }
}
