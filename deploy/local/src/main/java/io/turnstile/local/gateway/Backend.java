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

/**
 * The instances of one service. Requests go round; an instance that refuses a connection is left alone for a moment, and
 * the request goes to the next one: nothing of it was sent yet, so that is safe for every method.
 */
public final class Backend {
    private static final Duration AVOIDED = Duration.ofSeconds(1);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private final List<Instance> instances;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param ports of the instances on this machine */
    public Backend(List<Integer> ports) {
        instances = ports.stream().map(Instance::new).toList();
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

    private static final class Instance {
        private final SocketAddress address;
        private volatile long avoidedUntil = System.nanoTime();

        Instance(int port) {
            address = SocketAddress.inetSocketAddress(port, "127.0.0.1");
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
            return avoidedUntil - System.nanoTime() > 0;
        }
    }
}
