package io.turnstile.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor of an endpoint: one of the same framework that does nothing, in a process of its own, with the JVM's options
 * that the service has in its manifest.
 */
public final class EmptyEndpoint implements AutoCloseable {
    private static final Path JAR =
            Repository.root().resolve("deploy/bench/empty-endpoint/target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final String url;

    private EmptyEndpoint(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** @throws BenchException where it is not built, or does not answer */
    public static EmptyEndpoint likeThatOf(String service) {
        if (Files.notExists(JAR)) {
            throw new BenchException("the empty endpoint is not built: no " + JAR);
        }
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(optionsOf(service));
        command.addAll(List.of("-jar", JAR.toString()));
        var port = freePort();
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        try {
            var endpoint = new EmptyEndpoint(builder.start(), "http://127.0.0.1:" + port);
            endpoint.awaitAnswer();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM's options in the service's manifest. */
    static List<String> optionsOf(String service) {
        var deployments = Manifests.ofRepository().documents("Deployment").stream()
                .<JsonNode>map(deployment -> new ObjectMapper().valueToTree(deployment));
        for (var deployment : (Iterable<JsonNode>) deployments::iterator) {
            if (deployment.at("/metadata/name").asText().equals(service)) {
                for (var variable : deployment.at("/spec/template/spec/containers/0/env")) {
                    if (variable.path("name").asText().equals("JAVA_OPTS_APPEND")) {
                        return List.of(variable.path("value").asText().strip().split("\\s+"));
                    }
                }
            }
        }
        throw new BenchException("no manifest says which options the JVM of " + service + " has");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + path())).build();
            while (true) {
                try {
                    if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException _) {
                    // It does not listen yet.
                }
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new BenchException("the empty endpoint does not answer");
                }
                LockSupport.parkNanos(100_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new BenchException("interrupted", e);
        }
    }

    public String url() {
        return url;
    }

    public String path() {
        return "/empty";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
