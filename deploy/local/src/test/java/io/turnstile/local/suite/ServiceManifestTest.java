package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.local.LocalException;
import io.turnstile.platform.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManifestTest {
    private static final Map<String, String> ADDRESSES = Map.of(
            "POSTGRES_HOST", "127.0.0.1",
            "POSTGRES_PORT", "1",
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:2",
            "OIDC_ISSUER", "http://127.0.0.1:3",
            "OIDC_JWKS_URL", "http://127.0.0.1:3/jwks");

    @TempDir
    Path folder;

    @Test
    void the_environment_holds_this_machines_addresses_the_secrets_and_what_the_manifest_says() {
        var secrets = new Secrets(folder);
        var environment = environment("venue-service", secrets);
        assertThat(environment)
                .containsAllEntriesOf(ADDRESSES)
                .containsEntry("DATABASE_PASSWORD", secrets.value("venue-service-database", "password"))
                .containsEntry("QR_KEYS", secrets.value("qr-keys", "keys"))
                .containsEntry("OPERATOR_TOKEN_KEY", secrets.value("operator-token-key", "key"))
                .containsEntry("SUPERVISOR_USERNAME", "sam");
        assertThat(environment.get("JAVA_OPTS_APPEND")).contains("-Xmx");
    }

    @Test
    void services_that_share_a_secret_get_the_same_value() {
        var secrets = new Secrets(folder);
        assertThat(environment("ticket-service", secrets).get("QR_KEYS"))
                .isEqualTo(environment("venue-service", secrets).get("QR_KEYS"));
    }

    @Test
    void a_service_gets_no_secret_of_another() {
        var environment = environment("order-service", new Secrets(folder));
        assertThat(environment).doesNotContainKeys("QR_KEYS", "WEBHOOK_SECRETS", "OPERATOR_TOKEN_KEY");
    }

    @Test
    void a_manifest_that_names_a_config_map_that_does_not_exist_is_an_error() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), """
                kind: Deployment
                metadata: { name: a }
                spec: { template: { spec: { containers: [{ envFrom: [{ configMapRef: { name: missing } }] }] } } }
                """);
        var service = ServiceManifest.all(Manifests.read(folder)).getFirst();
        assertThatThrownBy(() -> service.environment(Map.of(), new Secrets(folder)))
                .isInstanceOf(LocalException.class)
                .hasMessage("the manifest of a names the ConfigMap missing, which does not exist");
    }

    @Test
    void an_entry_of_the_platforms_config_map_without_a_local_value_is_an_error() {
        assertThatThrownBy(() -> ConfigMaps.local(Manifests.ofRepository(), Map.of()))
                .isInstanceOf(LocalException.class)
                .hasMessageEndingWith("is on this machine");
    }

    private static Map<String, String> environment(String name, Secrets secrets) {
        var manifests = Manifests.ofRepository();
        return ServiceManifest.all(manifests).stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow()
                .environment(ConfigMaps.local(manifests, ADDRESSES), secrets);
    }
}
