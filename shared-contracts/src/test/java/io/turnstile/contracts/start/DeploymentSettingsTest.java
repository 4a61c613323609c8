package io.turnstile.contracts.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentSettingsTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "quarkus.datasource.password", "${DATABASE_PASSWORD}",
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://${POSTGRES_HOST}:${POSTGRES_PORT}/order_service",
            "turnstile.webhook.secrets", "${WEBHOOK_SECRETS}",
            "turnstile.qr.keys", "${QR_KEYS}",
            "turnstile.first-supervisor.username", "${SUPERVISOR_USERNAME:}");
    private static final Map<String, String> GIVEN = Map.of(
            "DATABASE_PASSWORD",
            random(24),
            "POSTGRES_HOST",
            "db",
            "POSTGRES_PORT",
            "5432",
            "WEBHOOK_SECRETS",
            "whsec_" + random(24),
            "QR_KEYS",
            "k1:" + random(32));

    @TempDir
    Path folder;

    @Test
    void a_deployment_that_gives_everything_has_no_fault() {
        assertEquals(List.of(), faults(GIVEN));
    }

    @Test
    void every_variable_that_a_setting_draws_on_and_nobody_gives_is_named() {
        assertEquals(
                List.of(
                        "DATABASE_PASSWORD is missing",
                        "POSTGRES_HOST is missing",
                        "POSTGRES_PORT is missing",
                        "QR_KEYS is missing",
                        "WEBHOOK_SECRETS is missing"),
                faults(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\t \r\n"})
    void a_blank_is_as_good_as_nothing(String blank) {
        assertEquals(List.of("QR_KEYS is missing"), faults(with("QR_KEYS", blank)));
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_PASSWORD, venue_service",
        "DATABASE_PASSWORD, pier17",
        "QR_KEYS, dev:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
        "QR_KEYS, k1:c2hvcnQ",
        "WEBHOOK_SECRETS, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "WEBHOOK_SECRETS, whsec_c2hvcnQ="
    })
    void a_secret_that_is_none_is_refused_and_not_shown(String variable, String value) {
        var faults = faults(with(variable, value));
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.getFirst().startsWith(variable + " "), faults::toString);
        assertFalse(faults.getFirst().contains(value), faults::toString);
    }

    @Test
    void the_issuer_of_the_example_is_no_issuer() {
        var settings = Map.of("mp.jwt.verify.issuer", "${OIDC_ISSUER}");
        for (var example :
                List.of("https://identity.example.com/realms/turnstile", "https://example.org", "http://id.example")) {
            assertEquals(
                    List.of("OIDC_ISSUER still names the example's issuer"),
                    faults(settings, Map.of("OIDC_ISSUER", example)));
        }
        for (var real : List.of("http://127.0.0.1:8090", "https://identity.examples.net/x", "https://my-example.io")) {
            assertEquals(List.of(), faults(settings, Map.of("OIDC_ISSUER", real)));
        }
    }

    @Test
    void a_mounted_file_gives_a_variable_as_well_and_its_last_line_may_end() throws IOException {
        GIVEN.forEach(this::write);
        assertEquals(List.of(), faults(Map.of("smallrye.config.source.file.locations", folder.toString())));
    }

    private void write(String variable, String value) {
        try {
            Files.writeString(folder.resolve(variable), value + "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> with(String variable, String value) {
        var given = new HashMap<>(GIVEN);
        given.put(variable, value);
        return given;
    }

    private static List<String> faults(Map<String, String> given) {
        return faults(SETTINGS, given);
    }

    private static List<String> faults(Map<String, String> settings, Map<String, String> given) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .withSources(
                        new PropertiesConfigSource(settings, "settings", 250),
                        new PropertiesConfigSource(given, "deployment", 300))
                .build();
        return new DeploymentSettings(config).faults();
    }
}
