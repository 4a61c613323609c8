package io.turnstile.reporting.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.reporting.model.Grouping;
import io.turnstile.reporting.model.Position;
import io.turnstile.reporting.model.Window;
import io.turnstile.reporting.usecase.ListRedemptions;
import io.turnstile.reporting.usecase.SummarizeRedemptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** What analysts ask of the gates. */
@Path("/reports/redemptions")
@RolesAllowed("analyst")
@RunOnVirtualThread
class RedemptionReports {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final ListRedemptions listRedemptions;
    private final SummarizeRedemptions summarizeRedemptions;
    private final RedemptionCsv csv;
    private final Clock clock;

    RedemptionReports(
            ListRedemptions listRedemptions,
            SummarizeRedemptions summarizeRedemptions,
            RedemptionCsv csv,
            Clock clock) {
        this.listRedemptions = listRedemptions;
        this.summarizeRedemptions = summarizeRedemptions;
        this.csv = csv;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RedemptionPage list(
            @BeanParam FilterParameters parameters, @RestQuery String limit, @RestQuery String cursor) {
        var size = limit == null ? DEFAULT_LIMIT : (int) QueryText.number("limit", limit, MAX_LIMIT);
        var start = cursor == null ? firstPage(parameters) : laterPage(parameters, cursor);
        var page = listRedemptions.page(start.filter(), start.position(), size);
        return new RedemptionPage(
                page.scans().stream().map(RedemptionEvent::of).toList(),
                page.next()
                        .map(next -> new Cursor(start.filter(), next).encode())
                        .orElse(null),
                page.asOf());
    }

    @GET
    // Less wanted than JSON by those who accept both.
    @Produces("text/csv;qs=0.5")
    public Response export(@BeanParam FilterParameters parameters, @Context HttpServerRequest request) {
        var filter = parameters.filter(clock.instant());
        StreamingOutput lines = out -> {
            try {
                csv.write(filter, out);
            } catch (IOException | RuntimeException e) {
                // The status is long sent. Breaking the connection is what is left to say that this is not all. Whoever
                // gets the exception would end the answer as if it were whole, so the connection must be closed by
                // then.
                request.connection()
                        .close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
                throw e;
            }
        };
        return Response.ok(lines, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName(filter.window()) + "\"")
                .build();
    }

    @GET
    @Path("/summary")
    @Produces(MediaType.APPLICATION_JSON)
    public RedemptionSummary summary(
            @BeanParam WindowParameters parameters, @RestQuery("group_by") List<String> groupBy, @RestQuery String tz) {
        var window = parameters.window(clock.instant());
        var dimensions = QueryText.dimensions("group_by", groupBy.isEmpty() ? List.of("function") : groupBy);
        var grouping = new Grouping(dimensions, QueryText.zone("tz", tz == null ? "UTC" : tz));
        return RedemptionSummary.of(window, grouping, summarizeRedemptions.of(window, grouping));
    }

    private Cursor firstPage(FilterParameters parameters) {
        var filter = parameters.filter(clock.instant());
        return new Cursor(filter, Position.startOf(filter.window()));
    }

    private static Cursor laterPage(FilterParameters parameters, String cursor) {
        var start = Cursor.decode(cursor);
        if (!parameters.agreesWith(start.filter())) {
            throw ProblemException.invalid("cursor", "belongs to another window or filter");
        }
        return start;
    }

    /** Colons are not allowed in the names of files everywhere. */
    private static String fileName(Window window) {
        return "redemptions_%s_%s.csv".formatted(window.from(), window.to()).replace(":", "");
    }
}
