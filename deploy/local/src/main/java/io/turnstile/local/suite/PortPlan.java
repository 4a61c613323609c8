package io.turnstile.local.suite;

import java.util.List;

/**
 * Which port belongs to whom, all of them on the loopback interface. The services are numbered in the order of their
 * manifests.
 *
 * @param offset added to every port, so that several suites can run beside each other
 */
public record PortPlan(int offset) {
    private static final int SERVICES = 8101;
    private static final int MANAGEMENT = 9101;
    /** Between two instances of one service. */
    private static final int REPLICA_STEP = 10;

    public static final int MOST_REPLICAS = 9;

    public PortPlan {
        if (offset < 0 || offset > 40_000) {
            throw new IllegalArgumentException("a port offset lies between 0 and 40000");
        }
    }

    public int gateway() {
        return 8080 + offset;
    }

    public int issuer() {
        return 8090 + offset;
    }

    public int postgres() {
        return 15_432 + offset;
    }

    public int kafka() {
        return 19_092 + offset;
    }

    public int connect() {
        return 18_083 + offset;
    }

    /**
     * @param position of the service among the services, from 0
     * @param replica from 0
     */
    int service(int position, int replica) {
        return SERVICES + position + REPLICA_STEP * replica + offset;
    }

    int management(int position, int replica) {
        return MANAGEMENT + position + REPLICA_STEP * replica + offset;
    }

    List<PortUse> platform() {
        return List.of(
                new PortUse(postgres(), "PostgreSQL"),
                new PortUse(kafka(), "Kafka"),
                new PortUse(connect(), "Kafka Connect"));
    }

    /** @param user who needs the port, for a person to read */
    record PortUse(int port, String user) {}
}
