package io.turnstile.platform.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An issuer for tests: it publishes its key as a JWKS on the loopback interface; {@link TestTokens} signs with it. */
record TestIssuer(String url, ECKey key) {
    static final String KEY = "SIGNING_KEY";

    static TestIssuer start() {
        try {
            var key = new ECKeyGenerator(Curve.P_256)
                    .keyID("test")
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            var published = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/jwks.json", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                }
            });
            server.start();
            return new TestIssuer("http://127.0.0.1:" + server.getAddress().getPort(), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    java.util.Map<String, String> environment() {
        return java.util.Map.of("OIDC_ISSUER", url, "OIDC_JWKS_URL", url + "/jwks.json", KEY, key.toJSONString());
    }
}
