package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.PlainText;
import io.turnstile.venue.model.Venue;
import io.turnstile.venue.usecase.AdministerVenues;
import io.turnstile.venue.usecase.AdministerVenues.Content;
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

/** Venues: operators read them, supervisors administer them. */
@Path("/venue")
@ActiveAccount
@RunOnVirtualThread
class VenueResource {
    private final AdministerVenues administerVenues;
    private final JsonWebToken actor;

    VenueResource(AdministerVenues administerVenues, JsonWebToken actor) {
        this.administerVenues = administerVenues;
        this.actor = actor;
    }

    record VenueList(List<VenueView> venues) {}

    record CreateRequest(
            @NotNull @Pattern(regexp = Venue.CODE) String venueCode,

            @NotNull @PlainText(max = 200) String venueName,

            @NotNull @Size(max = 50) @UniqueElements
            List<@NotNull @Pattern(regexp = Venue.CODE) String> supportedFunctions,

            @NotNull Boolean isActive) {
        Content content() {
            return new Content(venueName, supportedFunctions, isActive);
        }
    }

    record ReplaceRequest(
            @NotNull @PlainText(max = 200) String venueName,

            @NotNull @Size(max = 50) @UniqueElements
            List<@NotNull @Pattern(regexp = Venue.CODE) String> supportedFunctions,

            @NotNull Boolean isActive) {
        Content content() {
            return new Content(venueName, supportedFunctions, isActive);
        }
    }

    @GET
    @RolesAllowed({"operator", "supervisor"})
    public VenueList list() {
        return new VenueList(Venue.all().stream().map(VenueView::of).toList());
    }

    @POST
    @RolesAllowed("supervisor")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@NotNull @Valid CreateRequest request) {
        var venue = administerVenues.create(actor.getSubject(), request.venueCode(), request.content());
        return Response.created(URI.create("/venue/" + venue.code()))
                .entity(VenueView.of(venue))
                .build();
    }

    @Consumes(MediaType.APPLICATION_JSON)
    @PUT
    @Path("/{venue_code}")
    @RolesAllowed("supervisor")
    public VenueView replace(@PathParam("venue_code") String venueCode, @NotNull @Valid ReplaceRequest request) {
        return VenueView.of(administerVenues.replace(actor.getSubject(), venueCode, request.content()));
    }
}
