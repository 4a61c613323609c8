package io.turnstile.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.contracts.start.Guessable;
import io.turnstile.platform.SecretScan.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reads this repository learns no secret of anybody's. */
class NoSecretInTheRepositoryTest {
    /**
     * @param path of the file, or of its folder
     * @param beginning of what is found there
     * @param reason why it is nobody's secret
     */
    private record Allowed(String path, String beginning, String reason) {
        boolean covers(Finding finding) {
            return finding.path().startsWith(path) && finding.text().startsWith(beginning);
        }
    }

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed("README.md", "secret123", "the launcher's sample operator, alice"),
            new Allowed("deploy/local/src/main/resources/sample-data.yaml", "secret123", "the same"),
            new Allowed(
                    "deploy/local/src/test/java/io/turnstile/local/client/PaymentGatewayTest.java",
                    "whsec_",
                    "the reference vectors of Standard Webhooks"),
            new Allowed(
                    "payment-service/src/test/java/io/turnstile/payment/rest/SignatureCheckTest.java",
                    "whsec_",
                    "a reference vector, and a text in base64"),
            new Allowed(
                    "payment-service/src/test/java/io/turnstile/payment/SigningANotificationTest.java",
                    "whsec_",
                    "a text in base64, for a gateway that nobody knows"),
            new Allowed(
                    "payment-service/src/test/java/io/turnstile/payment/ForgingANotificationTest.java",
                    "whsec_",
                    "a text in base64, for a gateway that nobody knows"),
            new Allowed(
                    "shared-contracts/src/test/java/io/turnstile/contracts/qr/QrTokensTest.java",
                    "eyJraWQiOiJr",
                    "a token of a key whose bytes are counted up"),
            new Allowed(
                    "shared-contracts/src/test/java/io/turnstile/contracts/start/",
                    "whsec_",
                    "reference vectors: what no service may start with"),
            new Allowed(
                    "deploy/acceptance/src/test/java/io/turnstile/acceptance/StartingWithoutItsSecretsTest.java",
                    "whsec_",
                    "the same"),
            new Allowed(
                    "shared-contracts/src/main/java/io/turnstile/contracts/start/Guessable.java",
                    "",
                    "SHA-256 of the keys above"),
            new Allowed(".mvn/wrapper/maven-wrapper.properties", "", "the checksum of Maven's download"),
            new Allowed("openapi/openapi-3.0.3.json", "eyJhbGciOi", "examples that no key has signed or sealed"),
            new Allowed("openapi/openapi-3.0.3.json", "g0hM9SsE", "the reference vector's signature"),
            new Allowed("openapi/openapi-3.0.3.json", "correct-horse", "an example's password"),
            new Allowed("openapi/openapi-3.0.3.json", "battery-staple", "an example's password"),
            new Allowed(
                    "venue-service/src/test/resources/META-INF/microprofile-config.properties",
                    "sams-own-",
                    "the supervisor of a test's database"));

    @Test
    void no_file_holds_a_secret() {
        var secrets = SecretScan.of(Repository.root()).stream()
                .filter(finding -> ALLOWED.stream().noneMatch(allowed -> allowed.covers(finding)))
                .toList();
        assertEquals(List.of(), secrets);
    }

    @Test
    void nothing_is_allowed_that_is_not_there() {
        var findings = SecretScan.of(Repository.root());
        var unused = ALLOWED.stream()
                .filter(allowed -> findings.stream().noneMatch(allowed::covers))
                .toList();
        assertEquals(List.of(), unused);
    }

    /** Somebody will paste it from here into a deployment. */
    @Test
    void a_key_that_stands_here_starts_no_service() {
        var keys = SecretScan.of(Repository.root()).stream()
                .filter(finding -> finding.kind().equals("webhook secret"))
                .toList();
        assertTrue(keys.size() > 3, keys::toString);
        for (var key : keys) {
            assertTrue(Guessable.keys(key.text(), 24).isPresent(), key + " is not listed in Guessable");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "private key            | a.pem                 | -----BEGIN ~PRIVATE KEY-----",
                "private key            | a.md                  | -----BEGIN EC ~PRIVATE KEY-----",
                "private JWK            | a.json                | {\"kty\":\"EC\",\"d\":~\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}",
                "symmetric JWK          | a.json                | {\"kty\":\"oct\",\"k\":~\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ\"}",
                "webhook secret         | a/src/test/java/A.java| whsec~_x3v7Qp9Lk2Mn8Bc4Zd6Fg1Hj5",
                "token                  | notes.md              | eyJhbGci~OiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
                "key of a cloud         | a.sh                  | AKIA~IOSFODNN7EXAMPLQ",
                "key of a forge         | a.yaml                | ghp~_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6",
                "key of a chat or till  | A.java                | sk_live~_4eC39HqLyjWDarjtT1zdp7dc",
                "password in a URL      | a.properties          | postgresql:/~/me:hunter2@db/orders",
                "password               | a.properties          | %dev.DATABASE_PASSWORD~=venue_service",
                "password               | base/a.yaml           | password~: hunter2hunter2",
                "password               | a/src/main/java/A.java| String PASSWORD ~= \"hunter2\";",
                "random bytes           | a.properties          | %dev.KEY=~Zt4mW8qL1xV6bN9cR2yH5kP0sD3fG7jAuEiOoTzYQ4k",
                "random bytes           | a.yaml                | key: 9f86d081884c7d659a2feaa0c55ad015~a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void each_kind_of_secret_is_found(String kind, String path, String line) {
        // Apart, so that this file holds none.
        var findings =
                SecretScan.of(path, "first\n" + line.replace("~", "") + "\n").toList();
        assertTrue(
                findings.stream().anyMatch(finding -> finding.kind().equals(kind) && finding.line() == 2),
                findings::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.properties | quarkus.datasource.password=${DATABASE_PASSWORD}",
                "a.yaml | database.password: ${env:ORDER_SERVICE_OUTBOX_PASSWORD}",
                "a.yaml | passwordSecret:",
                "A.java | String PASSWORD = \"DATABASE_PASSWORD\";",
                "A.java | String password = secrets.value(secret, key);",
                "A.java | a_second_notification_of_the_same_transaction_2_times_is_answered_as_the_first_one",
                "A.java | io/turnstile/platform/testing/ServiceArchitecture0/TestOfEverythingThatIsThere.java",
                "a.yaml | trace: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "a.yaml | http://127.0.0.1:8080/orders?after=a@b"
            })
    void what_only_looks_a_little_like_one_is_not(String path, String line) {
        assertEquals(List.of(), SecretScan.of(path, line).toList());
    }
}
