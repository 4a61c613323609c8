package io.turnstile.reporting;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the service as a whole: who gets in, what is documented, how it tells of itself. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ServiceContractTest {
    @Inject
    ReadModel readModel;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void every_endpoint_is_documented_and_every_documented_endpoint_exists() {
        OpenApiContract.assertEndpointsListed("reporting-service", "io.turnstile.reporting");
    }

    @ParameterizedTest
    @ValueSource(strings = {Analyst.LIST, Analyst.SUMMARY})
    void only_an_analyst_gets_in(String path) {
        OpenApiContract.givenBroken().get(path).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        Stream.of("buyer", "catalog-admin", "operator", "supervisor").forEach(group -> OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.of("mia", group))
                .get(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN")));
        Analyst.asks().get(path).then().statusCode(200);
    }

    @Test
    void the_export_is_for_analysts_too() {
        OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer("mia"))
                .accept("text/csv")
                .get(Analyst.LIST)
                .then()
                .statusCode(403);
    }

    @Test
    void a_token_that_is_not_good_is_none() {
        Stream.of(
                        TestTokens.token("ann").groups("analyst").expired().sign(),
                        TestTokens.token("ann").groups("analyst").forged().sign(),
                        TestTokens.token("ann")
                                .groups("analyst")
                                .audience("another")
                                .sign(),
                        TestTokens.token("ann")
                                .groups("analyst")
                                .issuer("http://elsewhere")
                                .sign())
                .forEach(token -> OpenApiContract.given()
                        .header("Authorization", "Bearer " + token)
                        .get(Analyst.LIST)
                        .then()
                        .statusCode(401)
                        .body("code", equalTo("UNAUTHENTICATED")));
    }

    @Test
    void it_is_ready_when_database_and_broker_are() {
        RestAssured.get(readiness)
                .then()
                .statusCode(200)
                .body("checks.status", everyItem(equalTo("UP")))
                .body("checks.name", hasItem("Database connections health check"))
                .body("checks.name", hasItem("SmallRye Reactive Messaging - readiness check"))
                .body("checks.find { it.name.startsWith('SmallRye') }.data.keySet()", hasItem("redemptions"))
                .body("checks.find { it.name.startsWith('SmallRye') }.data.keySet()", hasItem("tickets"));
    }

    @Test
    void metrics_count_what_arrived() {
        readModel.hears(TestScan.at(Instant.parse("2026-03-01T10:00:00Z")));
        RestAssured.get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("turnstile_events_received_total{stream=\"turnstile.redemptions\"}"));
    }
}
