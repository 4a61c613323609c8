package io.turnstile.acceptance.faults.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.turnstile.acceptance.faults.load.Answer.Unexpected;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client as clients are: it gives up on a slow answer, and asks again while an answer may still come. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLOW = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String address;
    private final Valve valve;
    private final Journal journal;

    Client(String address, Valve valve, Journal journal) {
        this.address = address;
        this.valve = valve;
        this.journal = journal;
    }

    record Reply(int status, JsonNode body) {
        String text(String member) {
            return body.path(member).asText();
        }
    }

    /** @param again statuses below 500 after which this kind of client asks again, as it does after every fault */
    record Call(
            Operation operation,
            String path,
            Supplier<HttpRequest.Builder> request,
            Set<Integer> successes,
            Set<Integer> refusals,
            Set<Integer> again) {}

    HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(SLOW);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.header("Content-Type", "application/json");
    }

    /**
     * Asks until the answer is final. Every success on the way is handed to {@code heard} before anybody looks at the
     * state.
     *
     * @return the final answer, empty where patience ended before it came
     */
    Optional<Reply> ask(Call call, Consumer<Reply> heard) {
        var begin = System.nanoTime();
        var pause = FIRST_PAUSE;
        for (var first = true; System.nanoTime() - begin < PATIENCE.toNanos(); first = false) {
            journal.asked(!first);
            var reply = valve.through(() -> once(call, begin, heard));
            if (reply.isPresent() && isFinal(call, reply.get().status())) {
                return reply;
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        return Optional.empty();
    }

    /** @param token may be null */
    void read(Operation operation, String path, String token) {
        ask(new Call(operation, path, () -> request(path, token).GET(), Set.of(200), Set.of(), Set.of()), _ -> {});
    }

    /** @param begin when it was asked for the first time: what was begun before a fault says little about its end */
    private Optional<Reply> once(Call call, long begin, Consumer<Reply> heard) {
        try {
            var response = http.send(call.request().get().build(), BodyHandlers.ofString());
            var reply = new Reply(response.statusCode(), json(response.body()));
            if (call.successes().contains(reply.status())) {
                heard.accept(reply);
                if (isFinal(call, reply.status())) {
                    journal.succeeded(call.operation(), begin);
                }
            } else if (call.refusals().contains(reply.status())) {
                heard.accept(reply);
            } else if (isFinal(call, reply.status())) {
                journal.add(new Unexpected(call.operation() + " " + call.path(), reply.status(), response.body()));
            }
            return Optional.of(reply);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isFinal(Call call, int status) {
        return status < 500 && !call.again().contains(status);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
