package io.turnstile.acceptance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request as it is going to be written, byte by byte: no client library may mend what is broken on purpose. Its head is
 * kept as text in ISO 8859-1, so each character is one byte.
 */
final class Message {
    private static final String JSON = "application/json";

    record Header(String name, String value) {}

    String method;
    String target;
    String version = "HTTP/1.1";
    /** What it is about the length of the body; absent: what is right. */
    List<Header> framing;

    byte[] body;
    final List<Header> headers = new ArrayList<>();

    Message(String method, String target, byte[] body) {
        this.method = method;
        this.target = target;
        this.body = body;
        headers.add(new Header("Host", "127.0.0.1"));
        if (body != null) {
            headers.add(new Header("Content-Type", JSON));
        }
    }

    /** Bytes of UTF-8 as text in ISO 8859-1. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Instead of any that is there. */
    void put(String name, String value) {
        without(name);
        headers.add(new Header(name, value));
    }

    void add(String name, String value) {
        headers.add(new Header(name, value));
    }

    void without(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    }

    byte[] head() {
        var text = new StringBuilder(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        headers.forEach(header -> line(text, header));
        if (framing != null) {
            framing.forEach(header -> line(text, header));
        } else if (body != null) {
            line(text, new Header("Content-Length", Integer.toString(body.length)));
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder text, Header header) {
        text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
}
