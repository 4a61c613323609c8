package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.local.client.Patience;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Platform;
import io.turnstile.platform.Platform.ConnectorStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Waits until every connector of the manifests carries events. */
record ConnectorsReady(Platform platform, Manifests manifests) {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** @throws LocalException naming those that do not run within the limit */
    void await() {
        var expected = manifests.connectors().size();
        var statuses = Patience.ask(
                LIMIT,
                platform::connectorStatus,
                all -> all.size() == expected && notRunning(all).isEmpty());
        if (statuses.size() < expected || !notRunning(statuses).isEmpty()) {
            throw new LocalException("not every outbox connector runs: %s (see the log of Kafka Connect)"
                    .formatted(notRunning(statuses)));
        }
    }

    private static String notRunning(List<ConnectorStatus> statuses) {
        return statuses.stream()
                .filter(status -> !status.running())
                .map(status -> status.name() + " is " + status.state() + " " + status.taskStates())
                .collect(Collectors.joining(", "));
    }
}
