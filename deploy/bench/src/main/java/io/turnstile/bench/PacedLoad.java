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
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate, whether the earlier ones were answered or not, as people come to a gate. The time of each
 * counts from the moment it was due, so waiting behind slow ones counts too. wrk cannot do that: its connections send the
 * next request when the last was answered.
 */
public final class PacedLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final String url;
    private final int connections;

    /** @param connections at most so many at once; more requests wait for one, and their time counts */
    public PacedLoad(String url, int connections) {
        this.url = url;
        this.connections = connections;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * @param failed no answer, or a status of 400 or more
     * @param failure what became of one of them, or null
     */
    public record Outcome(Latencies latencies, long failed, String failure) {

        /** @throws BenchException where one failed */
        public Outcome requireNoneFailed(String what) {
            if (failed > 0) {
                throw new BenchException("%d requests of %s failed, one with %s".formatted(failed, what, failure));
            }
            return this;
        }
    }

    /** Sends all of the requests, {@code perSecond} of them, and comes back when the last one is answered. */
    public Outcome send(Iterator<Request> requests, double perSecond) {
        var underWay = new UnderWay();
        var gap = 1_000_000_000.0 / perSecond;
        var begin = System.nanoTime();
        for (var i = 0; requests.hasNext(); i++) {
            var due = begin + (long) (i * gap);
            var request = requests.next();
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            send(request, due, underWay);
        }
        return underWay.outcome();
    }

    /** Sends all of the requests, each as soon as a connection is free: everybody asks at once. */
    public Outcome rush(Iterator<Request> requests) {
        var underWay = new UnderWay();
        var free = new Semaphore(connections);
        while (requests.hasNext()) {
            var request = requests.next();
            free.acquireUninterruptibly();
            send(request, System.nanoTime(), underWay).onComplete(_ -> free.release());
        }
        return underWay.outcome();
    }

    private Future<Integer> send(Request request, long due, UnderWay underWay) {
        underWay.requests.register();
        return client.request(options(request)).compose(it -> send(it, request)).onComplete(answer -> {
            underWay.latencies.addMicros((System.nanoTime() - due) / 1_000);
            if (answer.failed() || answer.result() >= 400) {
                underWay.failed.increment();
                underWay.failure.set(answer.failed() ? answer.cause().toString() : "status " + answer.result());
            }
            underWay.requests.arriveAndDeregister();
        });
    }

    private record UnderWay(Latencies latencies, LongAdder failed, AtomicReference<String> failure, Phaser requests) {
        UnderWay() {
            this(new Latencies(), new LongAdder(), new AtomicReference<>(), new Phaser(1));
        }

        Outcome outcome() {
            requests.arriveAndAwaitAdvance();
            return new Outcome(latencies, failed.sum(), failure.get());
        }
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
