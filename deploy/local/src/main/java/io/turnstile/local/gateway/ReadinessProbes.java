package io.turnstile.local.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Asks each instance how it is, as Kubernetes does: one that is stopping says so while it still serves, and one that hangs
 * says nothing. Where a service has one instance, nothing is asked.
 */
final class ReadinessProbes extends AbstractVerticle {
    /** A stopping instance serves for QUARKUS_SHUTDOWN_DELAY more, which must be longer than both together. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final List<Backend.Instance> instances;
    private HttpClient client;

    ReadinessProbes(Collection<Backend> backends) {
        instances = backends.stream().flatMap(Backend::alternatives).toList();
    }

    @Override
    public void start() {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) LIMIT.toMillis()));
        vertx.setPeriodic(PERIOD.toMillis(), _ -> instances.forEach(this::probe));
    }

    private void probe(Backend.Instance instance) {
        var ready = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(instance.managementPort())
                .setURI("/q/health/ready")
                .setTimeout(LIMIT.toMillis());
        client.request(ready)
                .compose(request -> request.send())
                .map(answer -> answer.statusCode() == 200)
                .recover(_ -> Future.succeededFuture(false))
                .onSuccess(instance::setReady);
    }
}
