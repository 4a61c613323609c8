package io.turnstile.acceptance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** @param fault why there is no answer; empty where there is one */
record Response(int status, List<Message.Header> headers, byte[] body, String fault) {
    private static final int SHOWN = 1_000;

    static Response none(String fault) {
        return new Response(0, List.of(), new byte[0], fault);
    }

    boolean isThere() {
        return fault.isEmpty();
    }

    boolean isRefusal() {
        return status >= 400;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Message.Header::value)
                .findFirst();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        if (!isThere()) {
            return "no answer: " + fault;
        }
        var text = text();
        return "%d %s %s"
                .formatted(
                        status,
                        header("Content-Type").orElse("-"),
                        text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
