package io.turnstile.acceptance.fuzz;

import static io.turnstile.acceptance.fuzz.Mutation.Verdict.PROPERLY_ANSWERED;
import static io.turnstile.acceptance.fuzz.Mutation.Verdict.REFUSED;

import io.turnstile.acceptance.fuzz.Message.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks the request line, the headers or the framing of a request. */
enum MessageMutation implements Mutation {
    /** Ways to say another path than is written, or one that no service knows. */
    PATH_TRICK(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var path = message.target;
            var slash = path.lastIndexOf('/');
            message.target = pick(
                    random,
                    "/.." + path,
                    path + "/..",
                    path + "/../../../../q/health",
                    "/catalog/.." + path,
                    "/%2e%2e" + path,
                    "/." + path,
                    "//" + path.substring(1),
                    path.substring(0, slash) + "%2f" + path.substring(slash + 1),
                    path.substring(0, slash) + "%5c" + path.substring(slash + 1),
                    path + "%00",
                    path + "%2500",
                    path + "%zz",
                    path + "%",
                    path + "%c0%af..",
                    path + "%ff",
                    path + "/",
                    path + ".json",
                    path + ";jsessionid=1",
                    path + "#fragment",
                    path.toUpperCase(),
                    path.replace("/", "\\"),
                    path + "\u00FC",
                    path + "|^`{}",
                    "*",
                    path.substring(1),
                    "/");
        }
    },
    ABSOLUTE_TARGET(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.target = pick(
                    random,
                    "http://127.0.0.1" + message.target,
                    "http://elsewhere.example:80" + message.target,
                    "https://127.0.0.1" + message.target,
                    "http://" + message.target,
                    "file:///etc/passwd",
                    "http://[::1]:99999" + message.target);
        }
    },
    QUERY_TRICK(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var name = draft.operation().parameters().stream()
                    .filter(parameter -> parameter.in().equals("query"))
                    .map(parameter -> parameter.name())
                    .findFirst()
                    .orElse("a");
            message.target += (message.target.contains("?") ? "&" : "?")
                    + pick(
                            random,
                            name + "=1&" + name + "=2",
                            name,
                            name + "=",
                            "=",
                            "&&&&",
                            name + "=%",
                            name + "=%zz",
                            name + "=%00",
                            name + "=%ff%fe",
                            name + "=\u00FF",
                            name + "[]=1",
                            name + "=1#" + name,
                            name + "=1;" + name + "=2",
                            "?" + name + "=1",
                            "unknown=1",
                            "a=1&".repeat(500),
                            name + "=+",
                            name + "=1 HTTP/1.1");
        }
    },
    LONG_TARGET(REFUSED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.target +=
                    (message.target.contains("?") ? "&a=" : "?a=") + "x".repeat(pick(random, 8_192, 9_000, 100_000));
        }
    },
    LONG_HEADER(REFUSED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            if (random.nextBoolean()) {
                message.add("X-Long", "x".repeat(pick(random, 21_000, 100_000)));
            } else {
                for (var i = 0; i < 4_000; i++) {
                    message.add("X-Many-" + i, "x");
                }
            }
        }
    },
    BROKEN_HEADER(REFUSED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.headers.add(pick(
                    random,
                    new Header("X Space", "x"),
                    new Header("", "x"),
                    new Header("X-Nul\u0000", "x"),
                    new Header("X-Nul", "a\u0000b"),
                    new Header("X-Control", "a\u0001b"),
                    new Header("X-Line", "a\rb"),
                    new Header("X-\u00FC", "x"),
                    new Header("X-Open(", "x")));
        }
    },
    ODD_HEADER(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.headers.add(pick(
                    random,
                    new Header("X-HTTP-Method-Override", "DELETE"),
                    new Header("X-Forwarded-For", "127.0.0.1, unknown, \u00FF"),
                    new Header("X-Forwarded-Host", "elsewhere.example"),
                    new Header("X-Forwarded-Proto", "gopher"),
                    new Header("X-Forwarded-Prefix", "/../.."),
                    new Header("Forwarded", "for=;host=\";proto="),
                    new Header("X-Original-URL", "/q/health"),
                    new Header("Accept-Language", "*;q=x, \u00FF"),
                    new Header("Accept-Encoding", "gzip;q=9, nonsense"),
                    new Header("Accept-Charset", "utf-7"),
                    new Header("Cookie", "a=\u00FF; ; =; $Version=1"),
                    new Header("Range", "bytes=9-1"),
                    new Header("Range", "bytes=0-0,2-2," + "3-3,".repeat(500)),
                    new Header("If-Match", "\"x\", *"),
                    new Header("If-Modified-Since", "yesterday"),
                    new Header("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
                    new Header("If-None-Match", "W/\"" + "x".repeat(2_000)),
                    new Header("Expect", "100-continue"),
                    new Header("Connection", "close, Authorization, Content-Type"),
                    new Header("Connection", "Upgrade"),
                    new Header("Upgrade", "websocket"),
                    new Header("Content-Encoding", "gzip"),
                    new Header("Origin", "null"),
                    new Header("traceparent", "00-zz-zz-99"),
                    new Header("tracestate", "\u00FF=" + "x".repeat(600)),
                    new Header("baggage", "%zz=1,=,"),
                    new Header("Idempotency-Key", ""),
                    new Header("Idempotency-Key", "\u00FC"),
                    new Header("Content-Type", "text/plain"),
                    new Header("X-Folded", "a\r\n b")));
        }
    },
    UPGRADE(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.put("Connection", "Upgrade, HTTP2-Settings");
            message.put("Upgrade", pick(random, "websocket", "h2c", "TLS/1.0"));
            message.put("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA");
            message.put("Sec-WebSocket-Version", "13");
            message.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        }
    },
    ACCEPT(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.put(
                    "Accept",
                    pick(
                            random,
                            "text/plain",
                            "application/xml",
                            "image/webp",
                            "image/png",
                            "text/csv",
                            "application/json;q=0",
                            "application/json;q=x",
                            ",;;/*",
                            "*",
                            "",
                            "\u00FF/\u00FF",
                            "a/b;" + "c=d;".repeat(500)));
        }
    },
    OTHER_METHOD(PROPERLY_ANSWERED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.method = pick(
                    random,
                    "DELETE",
                    "PATCH",
                    "OPTIONS",
                    "HEAD",
                    "TRACE",
                    "CONNECT",
                    "PROPFIND",
                    "BREW",
                    "get",
                    "PUT",
                    "POST",
                    "GET");
        }
    },
    BAD_VERSION(REFUSED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.version =
                    pick(random, "HTTP/9.9", "HTTP/1.2", "HTTP/0.9", "HTTP/2.0", "HTTP/", "HTTP/1.1.1", "http", "");
        }
    },
    BAD_HOST(REFUSED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            switch (random.nextInt(3)) {
                case 0 -> message.without("Host");
                case 1 -> message.add("Host", "elsewhere.example");
                default -> message.put("Host", pick(random, "a b", "a/b", "@", "127.0.0.1:port", "[::1", "\u00FC"));
            }
        }
    },
    BAD_FRAMING(REFUSED) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            if (message.body == null) {
                message.body = "{}".getBytes(StandardCharsets.UTF_8);
                message.put("Content-Type", "application/json");
            }
            var length = Integer.toString(message.body.length);
            switch (random.nextInt(12)) {
                case 0 -> framed(message, new Header("Content-Length", "abc"));
                case 1 -> framed(message, new Header("Content-Length", "-1"));
                case 2 -> framed(message, new Header("Content-Length", "+" + length));
                case 3 -> framed(message, new Header("Content-Length", "0x10"));
                case 4 -> framed(message, new Header("Content-Length", "99999999999999999999999"));
                case 5 -> framed(message, new Header("Content-Length", length), new Header("Content-Length", "1"));
                case 6 -> framed(message, new Header("Content-Length", length + ", 1"));
                case 7 ->
                    framed(message, new Header("Content-Length", length), new Header("Transfer-Encoding", "chunked"));
                case 8 -> chunked(message, "zz\r\n");
                case 9 -> chunked(message, "-1\r\n");
                case 10 -> chunked(message, "FFFFFFFFFFFFFFFF\r\n");
                default ->
                    framed(message, new Header("Transfer-Encoding", pick(random, "gzip", "chunked, gzip", "nonsense")));
            }
        }

        private void framed(Message message, Header... framing) {
            message.framing = List.of(framing);
        }

        private void chunked(Message message, String size) {
            framed(message, new Header("Transfer-Encoding", "chunked"));
            message.body = (size + "{}\r\n0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        }
    },
    /** Nothing is wrong with it but that it comes in pieces. */
    CHUNKED(PROPERLY_ANSWERED) {
        @Override
        boolean fits(Draft draft) {
            return draft.operation().body().isPresent();
        }

        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            if (message.body != null) {
                var text = new String(message.body, StandardCharsets.ISO_8859_1);
                message.framing = List.of(new Header("Transfer-Encoding", "chunked"));
                message.body = (Integer.toHexString(text.length()) + ";x=y\r\n" + text
                                + "\r\n0\r\nX-Trailer: x\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }
    },
    BAD_TOKEN(REFUSED) {
        @Override
        boolean fits(Draft draft) {
            return draft.operation().scheme().isPresent();
        }

        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var name = message.header("Authorization").isPresent() ? "Authorization" : "webhook-signature";
            var good = message.header(name).orElse("");
            message.without(name);
            var bad = pick(
                    random,
                    "",
                    "Bearer",
                    "Bearer ",
                    "Basic YTpi",
                    "Bearer a.b.c",
                    "Bearer " + "x".repeat(5_000),
                    "Bearer \u00FF\u0009\u00FE",
                    good.substring(0, good.length() / 2),
                    good.substring(0, good.length() - 3) + "...",
                    "x" + good,
                    "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtaWEiLCJncm91cHMiOlsiYnV5ZXIiXX0.");
            if (!bad.isEmpty()) {
                message.add(name, bad);
            }
        }
    };

    private final Verdict verdict;

    MessageMutation(Verdict verdict) {
        this.verdict = verdict;
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }

    boolean fits(Draft draft) {
        return true;
    }

    abstract void change(Message message, Draft draft, RandomGenerator random);

    @SafeVarargs
    private static <T> T pick(RandomGenerator random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
