package io.turnstile.local.gateway;

import java.time.Duration;

/**
 * How much of the gateway its clients may have, as the deployment's traffic policies say.
 *
 * @param trustedHops how many proxies before this gateway are believed when they say who asks
 * @param requestTime for a request to arrive whole, its head and its body
 * @param idleTime for a connection without a request
 * @param stalledTime for an answer of which its client reads nothing
 * @param connections of all clients together
 * @param bodyBytes of one request
 * @param requestsPerSecond of one client; 0: as many as it likes
 */
public record Limits(
        int trustedHops,
        Duration requestTime,
        Duration idleTime,
        Duration stalledTime,
        int connections,
        int bodyBytes,
        int requestsPerSecond) {

    public Limits withRequestsPerSecond(int requestsPerSecond) {
        return new Limits(trustedHops, requestTime, idleTime, stalledTime, connections, bodyBytes, requestsPerSecond);
    }

    /** So that no client alone can keep all others out. Envoy Gateway knows no such limit. */
    int connectionsPerClient() {
        return Math.max(1, connections / 4);
    }
}
