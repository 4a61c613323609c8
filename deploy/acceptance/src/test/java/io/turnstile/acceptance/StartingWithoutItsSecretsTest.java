package io.turnstile.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.platform.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each service as it is packaged, started by a deployment that left a secret out or gave one that is none. Neither database
 * nor broker is there: the service ends before it would speak to them.
 */
class StartingWithoutItsSecretsTest {
    private static final Map<String, String> PLACES = Map.of(
            "POSTGRES_HOST", "127.0.0.1",
            "POSTGRES_PORT", "1",
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    private static final Map<String, String> ISSUER =
            Map.of("OIDC_ISSUER", "http://127.0.0.1:1", "OIDC_JWKS_URL", "http://127.0.0.1:1/jwks");

    @TempDir
    Path folder;

    private record Ending(int exitCode, List<String> lines) {}

    @ParameterizedTest
    @CsvSource({
        "catalog-service,   DATABASE_PASSWORD OIDC_ISSUER OIDC_JWKS_URL",
        "order-service,     DATABASE_PASSWORD OIDC_ISSUER OIDC_JWKS_URL",
        "payment-service,   DATABASE_PASSWORD OIDC_ISSUER OIDC_JWKS_URL WEBHOOK_SECRETS",
        "ticket-service,    DATABASE_PASSWORD OIDC_ISSUER OIDC_JWKS_URL QR_KEYS",
        "venue-service,     DATABASE_PASSWORD OPERATOR_TOKEN_KEY QR_KEYS",
        "reporting-service, DATABASE_PASSWORD OIDC_ISSUER OIDC_JWKS_URL"
    })
    void a_service_names_all_that_it_was_not_given_and_ends(String service, String secrets) throws Exception {
        var expected = new TreeSet<>(PLACES.keySet());
        expected.addAll(List.of(secrets.split(" ")));
        var ending = start(service, Map.of());
        assertEquals(expected.stream().map(name -> name + " is missing").toList(), ending.lines());
        assertEquals(1, ending.exitCode());
    }

    /** Nor does a profile bring one along: what dev mode is given beside the code are addresses. */
    @Test
    void a_service_started_as_if_in_development_has_no_secret_either() throws Exception {
        var ending = start("venue-service", Map.of("QUARKUS_PROFILE", "dev"));
        assertEquals(
                List.of("DATABASE_PASSWORD is missing", "OPERATOR_TOKEN_KEY is missing", "QR_KEYS is missing"),
                ending.lines());
        assertEquals(1, ending.exitCode());
    }

    @Test
    void what_everybody_knows_is_no_secret_and_is_not_shown() throws Exception {
        refused("catalog-service", Map.of("DATABASE_PASSWORD", "catalog_service"));
        refused(
                "order-service",
                Map.of("DATABASE_PASSWORD", "postgres", "OIDC_ISSUER", "https://identity.example.com"));
        refused("payment-service", Map.of("WEBHOOK_SECRETS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        refused("ticket-service", Map.of("QR_KEYS", "k1:" + "A".repeat(43)));
        refused(
                "venue-service",
                Map.of(
                        "QR_KEYS", "dev:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                        "OPERATOR_TOKEN_KEY", "c2hvcnQ"));
    }

    @Test
    void a_mounted_file_is_as_good_as_a_variable_and_a_blank_one_as_bad() throws Exception {
        Files.writeString(folder.resolve("DATABASE_PASSWORD"), random() + "\n");
        Files.writeString(folder.resolve("OPERATOR_TOKEN_KEY"), random() + "\n");
        Files.writeString(folder.resolve("QR_KEYS"), "\n");
        var given = new HashMap<>(PLACES);
        given.put("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", folder.toString());
        var ending = start("venue-service", given);
        assertEquals(List.of("QR_KEYS is missing"), ending.lines());
        assertEquals(1, ending.exitCode());
    }

    private void refused(String service, Map<String, String> bad) throws Exception {
        var given = new HashMap<>(PLACES);
        given.putAll(ISSUER);
        given.put("DATABASE_PASSWORD", random());
        given.put("WEBHOOK_SECRETS", "whsec_" + random());
        given.put("QR_KEYS", "k1:" + random());
        given.put("OPERATOR_TOKEN_KEY", random());
        given.putAll(bad);
        var ending = start(service, given);
        assertEquals(
                new TreeSet<>(bad.keySet()).stream().toList(),
                ending.lines().stream().map(line -> line.split(" ", 2)[0]).toList(),
                service);
        for (var line : ending.lines()) {
            bad.values().forEach(value -> assertFalse(line.contains(value), line));
        }
        assertEquals(1, ending.exitCode());
    }

    private Ending start(String service, Map<String, String> environment) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, service, ".log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Repository.root()
                                .resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), service + " runs, without its secrets");
        } finally {
            process.destroyForcibly();
        }
        return new Ending(process.exitValue(), Files.readAllLines(output, StandardCharsets.UTF_8));
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
