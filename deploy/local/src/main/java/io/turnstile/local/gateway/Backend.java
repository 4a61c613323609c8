package io.turnstile.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The instances of one service. Requests go round; an instance that refuses a connection is left alone for a moment, and
 * the request goes to the next one: nothing of it was sent yet, so that is safe for every method. One that says it is not
 * ready gets requests only when all say so: better a late answer than none.
 */
public final class Backend {
    private static final Duration AVOIDED = Duration.ofSeconds(1);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private final List<Instance> instances;
    private final AtomicInteger turn = new AtomicInteger();

    /** Where an instance listens on this machine: for requests, and for those who ask how it is. */
    public record Address(int port, int managementPort) {}

    public Backend(List<Address> instances) {
        this.instances = instances.stream().map(Instance::new).toList();
    }

    /** Those among which there is a choice; an only instance gets every request anyway. */
    Stream<Instance> alternatives() {
        return instances.size() > 1 ? instances.stream() : Stream.empty();
    }

    /** @return a request on a live connection; failed where no instance takes one */
    Future<HttpClientRequest> connect(HttpClient client, Duration timeout) {
        return connect(client, timeout, inTurn(), 0);
    }

    private Future<HttpClientRequest> connect(HttpClient client, Duration timeout, List<Instance> order, int attempt) {
        var instance = order.get(attempt);
        return client.request(instance.options(timeout)).recover(fault -> {
            if (fault instanceof ConnectException) {
                instance.avoid();
            }
            return attempt + 1 < order.size()
                    ? connect(client, timeout, order, attempt + 1)
                    : Future.failedFuture(fault);
        });
    }

    /** Every instance once: first those that are not avoided, beginning with the next in turn. */
    private List<Instance> inTurn() {
        if (instances.size() == 1) {
            return instances;
        }
        var order = new ArrayList<Instance>(instances.size());
        var avoided = new ArrayList<Instance>();
        var first = Math.floorMod(turn.getAndIncrement(), instances.size());
        for (int i = 0; i < instances.size(); i++) {
            var instance = instances.get((first + i) % instances.size());
            (instance.isAvoided() ? avoided : order).add(instance);
        }
        order.addAll(avoided);
        return order;
    }

    static final class Instance {
        private final SocketAddress address;
        private final int managementPort;
        private volatile long avoidedUntil = System.nanoTime();
        private volatile boolean ready = true;

        Instance(Address address) {
            this.address = SocketAddress.inetSocketAddress(address.port(), "127.0.0.1");
            this.managementPort = address.managementPort();
        }

        int managementPort() {
            return managementPort;
        }

        void setReady(boolean ready) {
            this.ready = ready;
        }

        RequestOptions options(Duration timeout) {
            return new RequestOptions()
                    .setServer(address)
                    .setHost(address.host())
                    .setPort(address.port())
                    .setConnectTimeout(CONNECT_LIMIT.toMillis())
                    .setIdleTimeout(timeout.toMillis());
        }

        void avoid() {
            avoidedUntil = System.nanoTime() + AVOIDED.toNanos();
        }

        boolean isAvoided() {
            return !ready || avoidedUntil - System.nanoTime() > 0;
        }
    }
}
