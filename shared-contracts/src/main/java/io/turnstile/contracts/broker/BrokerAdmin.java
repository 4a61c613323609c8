package io.turnstile.contracts.broker;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The service's one line to the broker beside its consumers: for health and for measuring. */
@ApplicationScoped
class BrokerAdmin {
    /** Less than a probe waits for its answer. */
    private static final int LIMIT_MILLIS = 2_000;

    /** @param settings what starts with {@code kafka.} in the configuration: addresses, and how to be let in */
    @Produces
    @ApplicationScoped
    Admin open(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        var known = new HashMap<>(settings);
        known.keySet().retainAll(AdminClientConfig.configNames());
        known.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        known.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        return Admin.create(known);
    }

    void close(@Disposes Admin admin) {
        admin.close();
    }
}
