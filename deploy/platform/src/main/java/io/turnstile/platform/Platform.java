package io.turnstile.platform;

import java.util.List;

/**
 * A running PostgreSQL server with the roles and databases of the manifests, a Kafka broker with their topics and, where
 * wanted, Kafka Connect. Closing it stops every part and keeps the data.
 */
public interface Platform extends AutoCloseable {

    Endpoints endpoints();

    /** Creates the topics that are missing and brings the settings of the others to what the manifests say. */
    void applyTopics();

    /**
     * Creates or updates the connectors. Call it once the services have made their tables: a connector without its
     * publication fails and is only tried again after a while.
     */
    void applyConnectors();

    List<ConnectorStatus> connectorStatus();

    /** The parts that run, in the order of their start. */
    List<Part> parts();

    /** Stops a part (one of {@link #parts()}) and starts it again on the same port and the same data. */
    void restart(String part);

    @Override
    void close();

    /** @param pid of the part's process on this machine; -1 where it runs in a container */
    record Part(String name, long pid) {}

    /**
     * @param state of the connector, such as RUNNING
     * @param taskStates of its tasks; empty while they are being assigned
     */
    record ConnectorStatus(String name, String state, List<String> taskStates) {
        public boolean running() {
            return "RUNNING".equals(state)
                    && !taskStates.isEmpty()
                    && taskStates.stream().allMatch("RUNNING"::equals);
        }

        public boolean failed() {
            return "FAILED".equals(state) || taskStates.contains("FAILED");
        }
    }
}
