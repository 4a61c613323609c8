package io.turnstile.ticket.rest;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.ticket.usecase.QrSeal;
import io.turnstile.ticket.usecase.ShowTicket;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** Shows one of the caller's tickets at a gate. */
@Path("/qr/{code}")
@RolesAllowed("buyer")
@RunOnVirtualThread
public class QrResource {
    private static final String PNG = "image/png";
    private static final String SVG = "image/svg+xml";
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(PNG), MediaType.valueOf(SVG))
            .build();

    private final ShowTicket showTicket;
    private final QrSeal seal;
    private final JsonWebToken caller;
    private final Clock clock;

    QrResource(ShowTicket showTicket, QrSeal seal, JsonWebToken caller, Clock clock) {
        this.showTicket = showTicket;
        this.seal = seal;
        this.caller = caller;
        this.clock = clock;
    }

    /** One method for all three forms, so that a client that accepts anything always gets JSON. */
    @POST
    @Produces({APPLICATION_JSON, PNG, SVG})
    public Response show(@RestPath String code, @Context Request request) {
        var form = request.selectVariant(FORMS);
        if (form == null) {
            throw new NotAcceptableException();
        }
        var sealed = showTicket.asQr(caller.getSubject(), code);
        var image = QrImage.of(sealed.token());
        Object body =
                switch (form.getMediaType().toString()) {
                    case PNG -> image.png();
                    case SVG -> image.svg();
                    default -> QrCode.of(sealed, image);
                };
        return Response.ok(body, form.getMediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/info")
    @Produces(APPLICATION_JSON)
    public QrInfo info(@RestPath String code) {
        return QrInfo.of(showTicket.toOwner(caller.getSubject(), code), seal.lifetime(), clock.instant());
    }
}
