package io.turnstile.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevelopmentIssuerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SigningKey key = SigningKey.ofJwk(SigningKey.inventJwk());

    @Test
    void a_token_says_who_and_for_what_and_how_long() throws Exception {
        var token = SignedJWT.parse(key.sign(
                "http://issuer",
                "mia",
                List.of("buyer", "analyst"),
                Duration.ofHours(1),
                Clock.fixed(NOW, ZoneOffset.UTC)));
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://issuer");
        assertThat(claims.getAudience()).containsExactly("turnstile");
        assertThat(claims.getSubject()).isEqualTo("mia");
        assertThat(claims.getStringListClaim("groups")).containsExactly("buyer", "analyst");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void the_published_key_verifies_a_token_and_shows_no_private_half() throws Exception {
        var vertx = Vertx.vertx();
        var port = freePort();
        try (var http = HttpClient.newHttpClient();
                var _ = DevelopmentIssuer.start(vertx, port, key)) {
            var metadata = get(http, DevelopmentIssuer.url(port) + "/.well-known/openid-configuration");
            assertThat(metadata)
                    .contains(
                            "\"issuer\":\"http://127.0.0.1:" + port + "\"",
                            "\"jwks_uri\":\"http://127.0.0.1:" + port + "/jwks\"");
            var jwks = get(http, DevelopmentIssuer.jwksUrl(port));
            assertThat(jwks).doesNotContain("\"d\"");
            var token = SignedJWT.parse(key.sign("i", "s", List.of("buyer"), Duration.ofHours(1), Clock.systemUTC()));
            var published = JWKSet.parse(jwks).getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(token.verify(new ECDSAVerifier(published.toECKey()))).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String get(HttpClient http, String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
