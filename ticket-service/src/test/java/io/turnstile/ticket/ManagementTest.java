package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ManagementTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @TestHTTPResource(value = "/health/started", management = true)
    URL startup;

    @Inject
    Neighbours neighbours;

    @Test
    void the_service_is_ready_when_database_and_broker_are() {
        RestAssured.get(readiness)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body(
                        "checks.name",
                        hasItems(
                                "Broker",
                                "Database connections health check",
                                "SmallRye Reactive Messaging - readiness check"))
                .body(
                        "checks.find { it.name.startsWith('SmallRye') }.data.keySet()",
                        hasItems("orders", "redemptions"));
    }

    @Test
    void what_was_received_is_counted() {
        neighbours.buy(someBuyer(), 1);
        RestAssured.get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("turnstile_events_received_total{stream=\"turnstile.orders\""));
    }

    @Test
    void consumers_tell_of_lag_dead_letters_and_waiting_before_there_are_any() {
        neighbours.buy(someBuyer(), 1);
        for (var stream : List.of("turnstile.orders", "turnstile.redemptions")) {
            RestAssured.get(metrics)
                    .then()
                    .body(containsString("turnstile_events_dead_total{stream=\"" + stream + "\"}"))
                    .body(containsString("turnstile_events_skipped_total{stream=\"" + stream + "\"}"))
                    .body(containsString("turnstile_events_waiting_seconds{stream=\"" + stream + "\"} 0.0"));
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> RestAssured.get(metrics)
                .then()
                .body(containsString("turnstile_events_lag{stream=\"turnstile.orders\"} 0.0"))
                .body(containsString("turnstile_events_lag{stream=\"turnstile.redemptions\"} 0.0")));
    }

    @Test
    void a_pod_that_starts_while_the_broker_is_away_is_not_killed_for_it() {
        RestAssured.get(startup).then().statusCode(200).body("checks.name", not(hasItem(containsString("Messaging"))));
    }
}
