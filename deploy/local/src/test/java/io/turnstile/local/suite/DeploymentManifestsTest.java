package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what the deployment promises of every service. */
class DeploymentManifestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES = List.of(
            "catalog-service",
            "order-service",
            "payment-service",
            "ticket-service",
            "venue-service",
            "reporting-service");

    private final Manifests manifests = Manifests.ofRepository();

    @TempDir
    Path folder;

    @Test
    void the_services_are_the_six_in_the_order_of_their_ports() {
        assertThat(ServiceManifest.all(manifests))
                .extracting(ServiceManifest::name)
                .isEqualTo(SERVICES);
    }

    @Test
    void no_service_is_told_where_another_one_is() throws Exception {
        for (var service : SERVICES) {
            var environment = deployment(service)
                    .at("/spec/template/spec/containers/0/env")
                    .toString();
            var properties = Repository.root().resolve(service).resolve("src/main/resources/application.properties");
            var settings = Files.exists(properties) ? Files.readString(properties) : "";
            for (var other : SERVICES) {
                if (!other.equals(service)) {
                    assertThat(environment).as("environment of %s", service).doesNotContain(other);
                    assertThat(settings).as("settings of %s", service).doesNotContain(other);
                }
            }
            assertThat(deployment(service)
                            .at("/spec/template/spec/enableServiceLinks")
                            .asBoolean(true))
                    .as("enableServiceLinks of %s", service)
                    .isFalse();
        }
        assertThat(JSON.valueToTree(manifests.documents("ConfigMap")).toString())
                .doesNotContain(SERVICES);
    }

    @Test
    void the_launcher_can_make_every_secret_that_the_manifests_ask_for() {
        var secrets = new Secrets(folder);
        for (var service : ServiceManifest.all(manifests)) {
            assertThat(service.secrets().files()).isNotEmpty();
            for (var file : service.secrets().files()) {
                assertThat(secrets.value(file.secret(), file.key())).isNotBlank();
            }
        }
    }

    @Test
    void no_secret_stands_in_the_manifests() {
        assertThat(manifests.documents("Secret")).isEmpty();
    }

    @Test
    void every_service_is_probed_on_its_management_port_and_runs_without_privileges() {
        for (var service : SERVICES) {
            var pod = deployment(service).at("/spec/template/spec");
            var container = pod.at("/containers/0");
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
            }
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(container.at("/securityContext/capabilities/drop").toString())
                    .isEqualTo("[\"ALL\"]");
            assertThat(container.at("/securityContext/capabilities/add").isMissingNode())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        }
    }

    private JsonNode deployment(String service) {
        return manifests.documents("Deployment").stream()
                .<JsonNode>map(JSON::valueToTree)
                .filter(document -> document.at("/metadata/name").asText().equals(service))
                .findFirst()
                .orElseThrow();
    }
}
