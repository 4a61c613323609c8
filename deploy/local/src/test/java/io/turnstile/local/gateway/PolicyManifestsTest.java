package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.local.LocalException;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyManifestsTest {
    private static final Path POLICIES = Repository.root().resolve("deploy/kubernetes/envoy-gateway");

    private final Limits limits = PolicyManifests.limitsOfRepository();

    @TempDir
    Path folder;

    @Test
    void nothing_is_without_a_limit() {
        assertThat(limits.requestsPerSecond()).isPositive();
        assertThat(limits.connections()).isPositive();
        assertThat(limits.requestTime()).isPositive();
        assertThat(limits.idleTime()).isPositive();
        assertThat(limits.stalledTime()).isPositive();
        assertThat(limits.trustedHops()).isZero();
        assertThat(RouteManifests.read(Manifests.ofRepository()))
                .allSatisfy(route -> assertThat(route.timeout()).isPositive());
    }

    @Test
    void a_venue_of_fifty_terminals_behind_one_address_fits_in() {
        assertThat(limits.requestsPerSecond()).isGreaterThanOrEqualTo(50 * 3);
        assertThat(limits.connectionsPerClient()).isGreaterThanOrEqualTo(50 * 4);
    }

    @Test
    void a_service_may_be_silent_for_as_long_as_its_route_says() {
        assertThat(RouteManifests.read(Manifests.ofRepository()))
                .allSatisfy(route -> assertThat(route.timeout()).isLessThan(limits.stalledTime()));
    }

    @Test
    void the_gateway_takes_the_bodies_that_the_services_take() throws IOException {
        var common = new Properties();
        try (var file = Files.newBufferedReader(Repository.root()
                .resolve("shared-contracts/src/main/resources/META-INF/microprofile-config.properties"))) {
            common.load(file);
        }
        assertThat(common.getProperty("quarkus.http.limits.max-body-size")).isEqualTo(limits.bodyBytes() / 1024 + "K");
    }

    @Test
    void what_this_gateway_cannot_keep_is_an_error_and_not_ignored() throws IOException {
        assertThatThrownBy(() -> limitsWith(
                        "  connection:\n", "  clientIPDetection: {customHeader: {name: x}}\n  connection:\n"))
                .isInstanceOf(LocalException.class)
                .hasMessage("ClientTrafficPolicy: this gateway cannot keep /clientIPDetection/customHeader/name: x");
        assertThatThrownBy(() -> limitsWith("unit: Second", "unit: Hour"))
                .hasMessage("BackendTrafficPolicy: this gateway cannot keep"
                        + " /rateLimit/local/rules/0/limit/unit: Hour");
        assertThatThrownBy(() -> limitsWith("RejectRequest", "UnescapeAndForward"))
                .hasMessageContaining("/path/escapedSlashesAction");
        assertThatThrownBy(() -> limitsWith("limit: 64Ki", "limit: 64Mi")).hasMessageContaining("64Mi");
    }

    @Test
    void cross_origin_is_closed_unless_somebody_is_named() {
        assertThat(PolicyManifests.crossOriginOfRepository(Set.of())).isEqualTo(CrossOrigin.CLOSED);
        assertThat(PolicyManifests.crossOriginOfRepository(Set.of("https://a")).methods())
                .containsExactly("GET", "HEAD", "POST", "PUT");
        assertThat(Manifests.read(POLICIES).documents("SecurityPolicy")).isEmpty();
    }

    private Limits limitsWith(String text, String other) throws IOException {
        for (var file : List.of("client-traffic.yaml", "backend-traffic.yaml")) {
            Files.writeString(
                    folder.resolve(file),
                    Files.readString(POLICIES.resolve(file)).replace(text, other));
        }
        return PolicyManifests.limits(Manifests.read(folder));
    }
}
