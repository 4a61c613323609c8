package io.turnstile.contracts.broker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness asks the broker itself: a consumer keeps its partitions while the broker is away, so its channel still counts
 * as ready.
 */
@Readiness
@ApplicationScoped
class BrokerCheck implements HealthCheck {
    private final Admin broker;

    BrokerCheck(Admin broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("Broker");
        try {
            var nodes = broker.describeCluster().nodes().get();
            return check.up().withData("nodes", nodes.size()).build();
        } catch (ExecutionException e) {
            return check.down()
                    .withData("reason", String.valueOf(e.getCause().getMessage()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return check.down().build();
        }
    }
}
