package io.turnstile.acceptance.fuzz;

import static io.turnstile.acceptance.fuzz.Mutation.Verdict.PROPERLY_ANSWERED;
import static io.turnstile.acceptance.fuzz.Mutation.Verdict.REFUSED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Breaks the bytes of a body whose values are right, or what is said of them. */
enum BodyMutation implements Mutation {
    DUPLICATE_MEMBER(REFUSED, BodyMutation::hasMembers) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var members = draft.body().properties().stream().toList();
            var member = members.get(random.nextInt(members.size()));
            var again = random.nextBoolean()
                    ? member.getValue()
                    : members.getFirst().getValue();
            message.body = bytes("{\"" + member.getKey() + "\":" + again + ","
                    + Json.text(draft.body()).substring(1));
        }
    },
    DUPLICATE_INNER_MEMBER(REFUSED, draft -> innerObject(draft) != null) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var inner = Json.text(innerObject(draft));
            var first = innerObject(draft).properties().iterator().next();
            var doubled = "{\"" + first.getKey() + "\":" + first.getValue() + "," + inner.substring(1);
            message.body = bytes(Json.text(draft.body()).replace(inner, doubled));
        }
    },
    DEEP_NESTING(REFUSED, BodyMutation::hasMembers) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var depth = pick(random, List.of(2, 20, 200, 2_000, 20_000));
            var nested = random.nextBoolean()
                    ? "[".repeat(depth) + "]".repeat(depth)
                    : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
            message.body = bytes(marked(draft, random).replace('"' + MARK + '"', nested));
        }
    },
    BROKEN_UTF8(REFUSED, BodyMutation::hasMembers) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var parts = marked(draft, random).split(MARK, 2);
            message.body = joined(bytes(parts[0]), pick(random, NO_UTF8), bytes(parts.length > 1 ? parts[1] : ""));
        }
    },
    OTHER_ENCODING(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var charset = Charset.forName(
                    pick(random, List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "IBM037")));
            message.body = Json.text(draft.body()).getBytes(charset);
        }
    },
    BYTE_ORDER_MARK(PROPERLY_ANSWERED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.body = bytes("\uFEFF" + Json.text(draft.body()));
        }
    },
    NOT_JSON(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            var json = Json.text(draft.body());
            message.body = bytes(
                    switch (random.nextInt(12)) {
                        case 0 -> json.substring(0, json.length() / 2);
                        case 1 -> json.substring(0, json.length() - 1) + ",}";
                        case 2 -> "/* a comment */" + json;
                        case 3 -> json.replace('"', '\'');
                        case 4 -> json.replaceFirst(":[^,}]*", ":NaN");
                        case 5 -> json + json;
                        case 6 -> json + "x";
                        case 7 -> "<order/>";
                        case 8 -> json.replaceFirst("\"([a-z_]+)\":", "$1:");
                        case 9 -> json.replaceFirst("\\{", "{\"a\nb\":\"\t\",");
                        case 10 -> "null";
                        default -> json.replaceFirst(":", "");
                    });
        }
    },
    EMPTY_BODY(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.body = random.nextBoolean() ? new byte[0] : bytes(" \r\n");
        }
    },
    NO_BODY(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.body = null;
        }
    },
    TOO_LARGE_BODY(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.body = padded(draft, (64 << 10) + random.nextInt(1, 100_000));
        }
    },
    TEN_MEGABYTES(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.body = padded(draft, 10 << 20);
        }
    },
    WRONG_CONTENT_TYPE(REFUSED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.without("Content-Type");
            var type = pick(random, NO_JSON_TYPES);
            if (!type.equals(ABSENT)) {
                message.add("Content-Type", type);
            }
        }
    },
    ODD_CONTENT_TYPE(PROPERLY_ANSWERED, BodyMutation::hasBody) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.put("Content-Type", pick(random, ODD_TYPES));
        }
    },
    UNEXPECTED_BODY(PROPERLY_ANSWERED, draft -> !hasBody(draft)) {
        @Override
        void change(Message message, Draft draft, RandomGenerator random) {
            message.body = bytes(pick(random, List.of("{}", "null", "x", "{\"a\":[1,2,3]}")));
            message.put("Content-Type", "application/json");
        }
    };

    private static final String ABSENT = "";
    /** Of the private use area, so it is in nobody's text. */
    private static final String MARK = "\uE000";

    private static final List<String> NO_JSON_TYPES = List.of(
            ABSENT,
            "text/plain",
            "text/json",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/octet-stream",
            "application/jsonp",
            "application/vnd.api+json");
    private static final List<String> ODD_TYPES = List.of(
            "application/json; charset=utf-8",
            "APPLICATION/JSON",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "application/json;charset=",
            "application/json;;;",
            "application/json; charset=\"utf-8",
            "application/json, text/plain",
            "*/*",
            "application/*",
            "application",
            "/",
            ";",
            "\u00FF\u00FE",
            "application/json\u0009; q=1");
    private static final List<byte[]> NO_UTF8 = List.of(
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC3, 0x28},
            new byte[] {(byte) 0x80},
            // A longer form of "/" and of NUL, and half a character.
            new byte[] {(byte) 0xC0, (byte) 0xAF},
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98});

    private final Verdict verdict;
    private final Predicate<Draft> fits;

    BodyMutation(Verdict verdict, Predicate<Draft> fits) {
        this.verdict = verdict;
        this.fits = fits;
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }

    boolean fits(Draft draft) {
        return fits.test(draft);
    }

    abstract void change(Message message, Draft draft, RandomGenerator random);

    private static boolean hasBody(Draft draft) {
        return draft.operation().body().isPresent();
    }

    private static ObjectNode innerObject(Draft draft) {
        return draft.places().stream()
                .filter(place -> place instanceof Place.Member || place instanceof Place.Element)
                .map(Place::value)
                .filter(value -> value instanceof ObjectNode object && !object.isEmpty())
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** The body with a mark for the value of one of its members. */
    private static String marked(Draft draft, RandomGenerator random) {
        var body = (ObjectNode) draft.body().deepCopy();
        var names = body.properties().stream().map(Map.Entry::getKey).toList();
        // Another mutation may have taken the members away.
        return Json.text(body.put(names.isEmpty() ? "extra" : pick(random, names), MARK));
    }

    private static boolean hasMembers(Draft draft) {
        return draft.body() instanceof ObjectNode object && !object.isEmpty();
    }

    /** Still the same JSON: nothing but its size is wrong. */
    private static byte[] padded(Draft draft, int size) {
        var padded = new byte[size];
        Arrays.fill(padded, (byte) ' ');
        var json = bytes(Json.text(draft.body()));
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T pick(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
