package io.turnstile.platform;

import java.net.URI;

/**
 * Where the platform's parts listen, as seen from this machine.
 *
 * @param connectUrl Kafka Connect's REST interface; null where Connect was not asked for
 */
public record Endpoints(String postgresHost, int postgresPort, String kafkaBootstrapServers, String connectUrl) {

    /**
     * Takes the ports that the settings want, and free ones where they want none.
     *
     * @throws PlatformException where a wanted port is in use; it names the port
     */
    static Endpoints choose(String host, PlatformSettings settings) {
        return new Endpoints(
                host,
                Ports.choose(settings.postgresPort(), "PostgreSQL"),
                host + ":" + Ports.choose(settings.kafkaPort(), "Kafka"),
                settings.withConnect()
                        ? "http://" + host + ":" + Ports.choose(settings.connectPort(), "Kafka Connect")
                        : null);
    }

    /** The JDBC address of a database of the platform's server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(postgresHost, postgresPort, database);
    }

    int kafkaPort() {
        return Integer.parseInt(kafkaBootstrapServers.substring(kafkaBootstrapServers.lastIndexOf(':') + 1));
    }

    int connectPort() {
        return URI.create(connectUrl).getPort();
    }
}
