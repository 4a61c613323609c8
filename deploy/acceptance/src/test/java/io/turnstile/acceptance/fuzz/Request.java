package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A request as it is sent.
 *
 * @param mutations what was done to it; none: it is what the document asks for
 * @param place the one that has a wrong value, where exactly one has
 */
record Request(
        int number,
        Operation operation,
        List<Mutation> mutations,
        Optional<String> place,
        InetSocketAddress address,
        Message message) {
    private static final int SHOWN = 2_000;

    boolean isPlain() {
        return mutations.isEmpty();
    }

    /** The weakest: who changes what the request means cannot know whether something else is still wrong with it. */
    Mutation.Verdict verdict() {
        var verdict = Mutation.Verdict.AS_DOCUMENTED;
        for (var mutation : mutations) {
            if (mutation.verdict().ordinal() > verdict.ordinal()) {
                verdict = mutation.verdict();
            }
        }
        return verdict;
    }

    /** Whether the connection can be trusted afterwards. */
    boolean isWellFramed() {
        return mutations.stream().noneMatch(MessageMutation.class::isInstance);
    }

    boolean isAnsweredWithoutBody() {
        return message.method.equals("HEAD");
    }

    /** As a shell sends it again: every byte that is not plain is written by its number. */
    @Override
    public String toString() {
        var head = message.head();
        var body = message.body == null ? new byte[0] : message.body;
        return "request %d, %s, %s%s%n  printf '%s' | nc %s %d"
                .formatted(
                        number,
                        operation.id(),
                        mutations.isEmpty() ? "as documented" : mutations.toString(),
                        place.map(field -> " at " + field).orElse(""),
                        escaped(head) + escaped(body),
                        address.getHostString(),
                        address.getPort());
    }

    private static String escaped(byte[] bytes) {
        var text = new StringBuilder();
        for (var i = 0; i < Math.min(bytes.length, SHOWN); i++) {
            var b = bytes[i];
            text.append(
                    switch (b) {
                        case '\r' -> "\\r";
                        case '\n' -> "\\n";
                        case '\'' -> "\\47";
                        case '%' -> "%%";
                        case '\\' -> "\\\\";
                        default -> b >= ' ' && b < 0x7F ? String.valueOf((char) b) : "\\%03o".formatted(b & 0xFF);
                    });
        }
        return bytes.length > SHOWN ? text + "…%d bytes in all".formatted(bytes.length) : text.toString();
    }

    byte[] head() {
        return message.head();
    }
}
