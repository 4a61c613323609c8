package io.turnstile.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets are files that the services read when they start, and nothing else knows them. */
@ExtendWith(RunningSuite.class)
class KeepingSecretsTest {
    private final Suite suite;

    KeepingSecretsTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void no_service_has_a_secret_in_its_environment() throws IOException {
        var services = suite.parts().stream()
                .filter(part -> part.name().contains("-service"))
                .toList();
        assertTrue(services.size() >= 6, services::toString);
        for (var service : services) {
            var environment =
                    Files.readString(Path.of("/proc/" + service.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            assertTrue(environment.contains("POSTGRES_HOST="), service.name());
            for (var secret : secrets()) {
                assertFalse(environment.contains(secret), service.name());
            }
        }
    }

    @Test
    void no_log_shows_a_secret() throws IOException {
        var logs = files(suite.logs());
        assertTrue(logs.size() > 6, logs::toString);
        for (var log : logs) {
            var text = Files.readString(log, StandardCharsets.ISO_8859_1);
            for (var secret : secrets()) {
                assertFalse(text.contains(secret), log.toString());
            }
        }
    }

    /** As SECURITY.md tells it: for a while both are good, and then the former is not. */
    @Test
    void a_secret_is_changed_by_its_file_and_a_restart() throws Exception {
        var former = webhookSecret();
        var next = "whsec_" + Base64.getEncoder().encodeToString(random());
        var gateway = new PaymentGateway(suite);

        try {
            signBy(next, former);
            restart("payment-service");
            gateway.tellsUntilIssued(newOrder());
            signBy(former, next);
            gateway.tellsUntilIssued(newOrder());

            signBy(next);
            restart("payment-service");
            gateway.tellsUntilIssued(newOrder());
            signBy(former);
            gateway.tells(newOrder()).statusCode(401);
        } finally {
            // Other tests use this suite: they sign by what the service takes.
            signBy(next, former);
        }
    }

    /** What stands first the tests' gateway signs by at once; payment-service reads the file when it starts. */
    private void signBy(String... secrets) throws IOException {
        Files.writeString(suite.secretFile("payment-webhook", "secrets"), String.join(",", secrets) + "\n");
    }

    private String webhookSecret() {
        return suite.secret("payment-webhook", "secrets").split(",")[0];
    }

    private Notice newOrder() {
        var product = new Office(suite).productWith(1, "ferry");
        return Notice.of(Buyer.anyone(suite).ordered(product, 1), Office.PRICE);
    }

    private void restart(String service) throws IOException, InterruptedException {
        var restarting = suite.turnstile("restart", service).start();
        var said = new String(restarting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(restarting.waitFor(3, TimeUnit.MINUTES), said);
        assertEquals(0, restarting.exitValue(), said);
        suite.lookAround();
    }

    /** Every value of the suite's, but the names that are no secrets. */
    private List<String> secrets() {
        return files(suite.secretFile("", "")).stream()
                .filter(file -> !file.endsWith("username"))
                .map(KeepingSecretsTest::read)
                .peek(secret -> assertTrue(secret.length() > 16, "it would be found anywhere"))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
