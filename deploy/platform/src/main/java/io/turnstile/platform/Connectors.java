package io.turnstile.platform;

import io.turnstile.platform.Manifests.Connector;
import io.turnstile.platform.Platform.ConnectorStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Applies the connectors of the manifests and, as the operator does on Kubernetes, starts failed ones again where the
 * manifest asks for it.
 */
final class Connectors implements AutoCloseable {
    private static final int RESTART_SECONDS = 2;

    private final List<Connector> connectors;
    private final ConnectApi api;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("connector-restarts").factory());

    /** @param connectUrl null where Connect does not run */
    Connectors(Manifests manifests, String connectUrl) {
        this.connectors = manifests.connectors();
        this.api = connectUrl == null ? null : new ConnectApi(connectUrl);
    }

    void apply() {
        var connect = required();
        connectors.forEach(connector -> ConnectApi.patiently(() -> connect.apply(connector)));
        if (watching.compareAndSet(false, true)) {
            watcher.scheduleWithFixedDelay(this::restartFailed, RESTART_SECONDS, RESTART_SECONDS, TimeUnit.SECONDS);
        }
    }

    List<ConnectorStatus> status() {
        return required().status();
    }

    private ConnectApi required() {
        if (api == null) {
            throw new IllegalStateException("this platform was started without Kafka Connect");
        }
        return api;
    }

    private void restartFailed() {
        try {
            var restarted = restarted();
            api.status().stream()
                    .filter(ConnectorStatus::failed)
                    .filter(status -> restarted.contains(status.name()))
                    .forEach(status -> api.restartFailed(status.name()));
        } catch (PlatformException _) {
            // Connect itself is away; the next turn looks again.
        }
    }

    private Set<String> restarted() {
        return connectors.stream()
                .filter(Connector::autoRestart)
                .map(Connector::name)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
