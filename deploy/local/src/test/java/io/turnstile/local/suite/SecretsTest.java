package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void only_the_owner_may_read_a_secret() throws IOException {
        var secrets = new Secrets(folder.resolve("secrets"));
        secrets.value("qr-keys", "keys");
        assertThat(mode(secrets.file("qr-keys", "keys"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("secrets/qr-keys"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
    }

    @Test
    void a_secret_stays_what_it_was_at_its_first_use() {
        var first = new Secrets(folder).value("order-service-database", "password");
        assertThat(new Secrets(folder).value("order-service-database", "password"))
                .isEqualTo(first);
    }

    @Test
    void two_suites_share_no_secret() {
        assertThat(new Secrets(folder.resolve("a")).value("payment-webhook", "secrets"))
                .isNotEqualTo(new Secrets(folder.resolve("b")).value("payment-webhook", "secrets"));
    }

    @Test
    void keys_have_the_form_and_length_that_the_services_want() {
        var secrets = new Secrets(folder);
        var webhook = secrets.value("payment-webhook", "secrets");
        assertThat(webhook).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(webhook.substring("whsec_".length())))
                .hasSize(32);
        var qr = secrets.value("qr-keys", "keys").split(":");
        assertThat(Base64.getUrlDecoder().decode(qr[1])).hasSize(32);
        assertThat(Base64.getUrlDecoder().decode(secrets.value("operator-token-key", "key")))
                .hasSize(32);
    }

    @Test
    void a_secret_that_nobody_knows_how_to_make_is_an_error() {
        assertThatThrownBy(() -> new Secrets(folder).value("new-thing", "key"))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("new-thing/key");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
