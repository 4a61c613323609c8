package io.turnstile.local.issuer;

import io.turnstile.local.LocalException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionException;

/**
 * The part of an OpenID Connect issuer that a service looks at: metadata and public keys, on the loopback interface. It
 * gives nobody a token; whoever may read the key's file signs one with {@code ./turnstile token}.
 */
public final class DevelopmentIssuer implements AutoCloseable {
    private final HttpServer server;

    private DevelopmentIssuer(HttpServer server) {
        this.server = server;
    }

    public static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    public static String jwksUrl(int port) {
        return url(port) + "/jwks";
    }

    public static DevelopmentIssuer start(Vertx vertx, int port, SigningKey key) {
        var metadata = new JsonObject()
                .put("issuer", url(port))
                .put("jwks_uri", jwksUrl(port))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("ES256"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("response_types_supported", new JsonArray())
                .encode();
        var jwks = key.jwks();
        var server = vertx.createHttpServer().requestHandler(request -> {
            switch (request.path()) {
                case "/.well-known/openid-configuration" -> answer(request, metadata);
                case "/jwks" -> answer(request, jwks);
                case null, default -> request.response().setStatusCode(404).end();
            }
        });
        try {
            server.listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new DevelopmentIssuer(server);
        } catch (CompletionException e) {
            throw new LocalException("the development issuer cannot listen on port " + port, e);
        }
    }

    private static void answer(HttpServerRequest request, String json) {
        if (request.method() != HttpMethod.GET) {
            request.response().setStatusCode(405).end();
            return;
        }
        request.response().putHeader("content-type", "application/json").end(json);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
