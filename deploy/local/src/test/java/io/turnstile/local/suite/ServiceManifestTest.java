package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.turnstile.local.LocalException;
import io.turnstile.platform.EnvironmentVariable.FromSecret;
import io.turnstile.platform.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    void the_environment_holds_this_machines_addresses_and_what_the_manifest_says() {
        var environment = environment("venue-service");
        assertThat(environment)
                .containsAllEntriesOf(ADDRESSES)
                .containsEntry(
                        "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS",
                        folder.resolve("mounted").toString());
        assertThat(environment.get("JAVA_OPTS_APPEND")).contains("-Xmx");
    }

    @Test
    void the_secrets_are_files_and_none_is_in_the_environment() throws Exception {
        var secrets = new Secrets(folder);
        assertThat(files("venue-service", secrets))
                .containsOnly(
                        entry("DATABASE_PASSWORD", secrets.value("venue-service-database", "password")),
                        entry("QR_KEYS", secrets.value("qr-keys", "keys")),
                        entry("OPERATOR_TOKEN_KEY", secrets.value("operator-token-key", "key")),
                        entry("SUPERVISOR_USERNAME", "sam"),
                        entry("SUPERVISOR_PASSWORD", secrets.value("first-supervisor", "password")));
        for (var service : ServiceManifest.all(Manifests.ofRepository())) {
            var environment = environment(service.name());
            assertThat(environment)
                    .doesNotContainKeys(files(service.name(), secrets).keySet().toArray(String[]::new));
            assertThat(service.variables()).noneMatch(FromSecret.class::isInstance);
        }
    }

    @Test
    void a_secret_that_changes_is_another_one_for_the_next_process() throws Exception {
        var secrets = new Secrets(folder);
        files("ticket-service", secrets);
        Files.writeString(secrets.file("qr-keys", "keys"), "k2:another");
        assertThat(folder.resolve("mounted/QR_KEYS")).hasContent("k2:another");
    }

    @Test
    void services_that_share_a_secret_get_the_same_value() throws Exception {
        var secrets = new Secrets(folder);
        assertThat(files("ticket-service", secrets).get("QR_KEYS"))
                .isEqualTo(files("venue-service", secrets).get("QR_KEYS"));
    }

    @Test
    void a_service_gets_no_secret_of_another() throws Exception {
        assertThat(files("order-service", new Secrets(folder))).containsOnlyKeys("DATABASE_PASSWORD");
        assertThat(environment("order-service")).doesNotContainKeys("QR_KEYS", "WEBHOOK_SECRETS", "OPERATOR_TOKEN_KEY");
    }

    @Test
    void a_manifest_that_names_a_config_map_that_does_not_exist_is_an_error() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), """
                kind: Deployment
                metadata: { name: a }
                spec: { template: { spec: { containers: [{ envFrom: [{ configMapRef: { name: missing } }] }] } } }
                """);
        var service = ServiceManifest.all(Manifests.read(folder)).getFirst();
        assertThatThrownBy(() -> service.environment(Map.of(), new Secrets(folder), folder))
                .isInstanceOf(LocalException.class)
                .hasMessage("the manifest of a names the ConfigMap missing, which does not exist");
    }

    @Test
    void an_entry_of_the_platforms_config_map_without_a_local_value_is_an_error() {
        assertThatThrownBy(() -> ConfigMaps.local(Manifests.ofRepository(), Map.of()))
                .isInstanceOf(LocalException.class)
                .hasMessageEndingWith("is on this machine");
    }

    private Map<String, String> environment(String name) {
        return service(name)
                .environment(
                        ConfigMaps.local(Manifests.ofRepository(), ADDRESSES),
                        new Secrets(folder),
                        folder.resolve("mounted"));
    }

    /** What the service finds in its folder of secrets. */
    private Map<String, String> files(String name, Secrets secrets) throws IOException {
        var mounted = folder.resolve("mounted");
        service(name).secrets().appearAt(mounted, secrets);
        var contents = new HashMap<String, String>();
        try (var files = Files.list(mounted)) {
            for (var file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static ServiceManifest service(String name) {
        return ServiceManifest.all(Manifests.ofRepository()).stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
