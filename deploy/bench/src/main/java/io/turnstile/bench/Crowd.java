package io.turnstile.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many who ask at once: each request is sent as soon as a connection is free, until the last one is answered. wrk would go on
 * for a time that nobody knows before.
 */
public final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Sold out, among others. */
    private static final int CONFLICT = 409;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final String url;
    private final int connections;

    /** @param connections so many ask at once */
    public Crowd(String url, int connections) {
        this.url = url;
        this.connections = connections;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * @return how many were refused, with a status of 409
     * @throws BenchException where one was not answered, or refused for another reason
     */
    public long ask(Iterator<Request> requests) {
        var free = new Semaphore(connections);
        var refused = new LongAdder();
        var failure = new AtomicReference<Throwable>();
        while (requests.hasNext()) {
            var request = requests.next();
            free.acquireUninterruptibly();
            client.request(options(request))
                    .compose(it -> send(it, request))
                    .onSuccess(status -> {
                        if (status == CONFLICT) {
                            refused.increment();
                        } else if (status >= 400) {
                            failure.set(new BenchException("refused with a status of " + status));
                        }
                    })
                    .onFailure(failure::set)
                    .onComplete(_ -> free.release());
        }
        free.acquireUninterruptibly(connections);
        if (failure.get() != null) {
            throw new BenchException("a request of a crowd was not answered", failure.get());
        }
        return refused.sum();
    }

    private static Future<Integer> send(HttpClientRequest open, Request request) {
        var sent = request.body() == null ? open.send() : open.send(request.body());
        return sent.compose(answer -> answer.body().map(_ -> answer.statusCode()));
    }

    private RequestOptions options(Request request) {
        var address = URI.create(url);
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setURI(request.path())
                .setTimeout(PATIENCE.toMillis());
        if (request.token() != null) {
            options.putHeader("Authorization", "Bearer " + request.token());
        }
        if (request.key() != null) {
            options.putHeader("Idempotency-Key", request.key());
        }
        if (request.etag() != null) {
            options.putHeader("If-None-Match", request.etag());
        }
        if (request.body() != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return options;
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
