package io.turnstile.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.turnstile.local.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The suite as any client sees it: JSON over HTTP, through the gateway. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String gateway;

    /** @param gateway base URL without a slash at its end */
    public Api(String gateway) {
        this.gateway = gateway;
    }

    /** @param body a missing node where the answer is not JSON */
    public record Reply(int status, JsonNode body, HttpResponse<String> raw) {
        /** Empty where the answer has no such header. */
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** The problem's code and detail, or the status where the answer is not a problem. */
        public String refusal() {
            var code = body.path("code").asText("");
            return code.isEmpty()
                    ? "status " + status
                    : code + ": " + body.path("detail").asText();
        }
    }

    /** @throws LocalException where the gateway does not answer */
    public Reply get(String path, String token) {
        return send("GET", path, BodyPublishers.noBody(), bearer(token));
    }

    public Reply post(String path, String token, Object body) {
        return post(path, token, body, Map.of());
    }

    public Reply post(String path, String token, Object body, Map<String, String> headers) {
        var request = bearer(token);
        headers.forEach(request::header);
        return send(
                "POST", path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)), request);
    }

    private Reply send(String method, String path, HttpRequest.BodyPublisher body, HttpRequest.Builder request) {
        request.uri(URI.create(gateway + path)).timeout(Duration.ofSeconds(30)).method(method, body);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), json(response), response);
        } catch (IOException e) {
            throw new LocalException("the gateway at " + gateway + " does not answer; is ./turnstile up running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while the gateway was asked", e);
        }
    }

    private static HttpRequest.Builder bearer(String token) {
        var request = HttpRequest.newBuilder().header("content-type", "application/json");
        return token == null ? request : request.header("authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        var type = response.headers().firstValue("content-type").orElse("");
        return type.contains("json") ? JSON.readTree(response.body()) : MissingNode.getInstance();
    }

    /** Text is sent as it stands: a signature may be over it. */
    private static String text(Object body) {
        return body instanceof String text ? text : Json.write(body);
    }
}
