package io.turnstile.local.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the connections that are open, of each client and in all. One request at a time is answered on a connection, so
 * this bounds the requests in flight too.
 */
final class Connections {
    private final Limits limits;
    private final Map<ClientAddress, Integer> open = new HashMap<>();
    private int all;

    Connections(Limits limits) {
        this.limits = limits;
    }

    /** @return false where there are too many; what was opened is closed again once */
    synchronized boolean opens(ClientAddress client) {
        all++;
        return open.merge(client, 1, Integer::sum) <= mostOfOne() && all <= limits.connections();
    }

    synchronized void closes(ClientAddress client) {
        all--;
        open.computeIfPresent(client, (_, number) -> number == 1 ? null : number - 1);
    }

    /** Behind another proxy all connections are that proxy's. */
    private int mostOfOne() {
        return limits.trustedHops() > 0 ? limits.connections() : limits.connectionsPerClient();
    }
}
