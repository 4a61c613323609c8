package io.turnstile.contracts.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what is wrong with a request whose target, host or Accept cannot be read, which the router would refuse without a word.
 * What cannot even be parsed as HTTP never comes here: the server itself refuses that, with nothing but a status.
 */
@Singleton
class MalformedRequests {
    /** Before all that looks at the path. */
    private static final int PRIORITY = 200;

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    /** What the router itself cannot read: a percent sign with nothing behind it. */
    void register(@Observes Router router) {
        router.errorHandler(
                ProblemCode.VALIDATION_ERROR.status(), context -> refuse(context, "the target cannot be read"));
    }

    private void check(RoutingContext context) {
        var headers = context.request().headers();
        // A server may ignore it (RFC 9110, 14.2). Nobody here serves parts, but Quarkus would, of static files, and
        // refuse what it cannot serve without a word.
        headers.remove("Range");
        if (!hasOneHost(context.request())) {
            refuse(context, "exactly one valid Host is needed");
        } else if (headers.contains(HttpHeaders.ACCEPT) && !isReadable(headers.getAll(HttpHeaders.ACCEPT))) {
            Refusal.of(ProblemCode.NOT_ACCEPTABLE, "Accept cannot be read").end(context);
        } else {
            context.next();
        }
    }

    private static boolean isReadable(List<String> accept) {
        try {
            accept.stream().flatMap(line -> Stream.of(line.split(","))).forEach(MediaType::valueOf);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        return request.authority() != null
                && request.headers().getAll(HttpHeaders.HOST).size() <= 1;
    }

    private static void refuse(RoutingContext context, String detail) {
        Refusal.of(ProblemCode.VALIDATION_ERROR, detail).end(context);
    }
}
