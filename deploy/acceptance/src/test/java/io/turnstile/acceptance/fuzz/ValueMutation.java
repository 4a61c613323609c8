package io.turnstile.acceptance.fuzz;

import static io.turnstile.acceptance.fuzz.Mutation.Verdict.AS_DOCUMENTED;
import static io.turnstile.acceptance.fuzz.Mutation.Verdict.REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Puts a wrong value, or one that only looks wrong, in one place of the request. */
enum ValueMutation implements Mutation {
    WRONG_TYPE(Of.ANYTHING, (place, random) -> Of.otherType(place, random)),
    NULL(Of.BODY, (_, _) -> Of.JSON.nullNode()),
    MISSING_MEMBER(place -> place.isRequired() && !Of.isPath(place) && !(place instanceof Place.Whole)),
    EXTRA_MEMBER(place -> place.value() instanceof ObjectNode, (place, random) -> Of.withExtra(place, random)),
    HUGE_NUMBER(Of.INTEGER, (_, random) -> Of.number(random, Texts.HUGE_NUMBERS)),
    MONSTROUS_NUMBER(REFUSED, Of.INTEGER, (_, random) -> Of.number(random, Texts.MONSTROUS_NUMBERS)),
    /** All that the document allows: the quantity times the price must still be a number. */
    LARGEST_NUMBER(Of.INTEGER, (place, _) -> Of.largest(place)),
    NEGATIVE_NUMBER(Of.INTEGER, (_, random) -> Of.JSON.numberNode(-random.nextLong(1, 1L << random.nextInt(1, 63)))),
    ZERO(Of.INTEGER, (_, _) -> Of.JSON.numberNode(0)),
    FRACTION(
            Of.INTEGER, (_, random) -> Of.number(random, List.of("1.5", "1.0", "0.1", "1E2", "1.0000000000000000001"))),
    NUMBER_AS_TEXT(
            Of.INTEGER,
            (place, random) -> Of.JSON.textNode(Of.pick(
                    random,
                    // In a query all numbers are texts, and the document's validator takes more of them for numbers.
                    place instanceof Place.Sent
                            ? List.of("0x1", "1_0", "١")
                            : List.of(" 1", "1 ", "+1", "01", "0x1", "1_0", "١", "")))),
    CONTROL_CHARACTERS(Of.TEXT, (place, random) -> Of.with(place, random, Texts.CONTROL_CHARACTERS)),
    RIGHT_TO_LEFT(Of.TEXT, (place, random) -> Of.with(place, random, Texts.RIGHT_TO_LEFT)),
    EMOJI(Of.TEXT, (place, random) -> Of.with(place, random, Texts.EMOJI)),
    MANY_EMOJI(Of.TEXT, (place, _) -> Of.JSON.textNode("\uD83C\uDFAB".repeat(Of.bound(place, "maxLength", 100)))),
    NUL(REFUSED, Of.BODY_TEXT, (place, random) -> Of.with(place, random, Texts.NUL)),
    LONE_SURROGATE(REFUSED, Of.BODY_TEXT, (place, random) -> Of.with(place, random, Texts.LONE_SURROGATES)),
    BLANK_TEXT(Of.TEXT, (_, random) -> Of.JSON.textNode(Of.pick(random, Texts.BLANK))),
    INJECTION(Of.TEXT, (place, random) -> Of.with(place, random, Texts.INJECTIONS)),
    OTHER_CASE(
            Of.TEXT, (place, _) -> Of.JSON.textNode(Of.otherCase(place.value().asText()))),
    EMPTY(place -> !Of.isPath(place) && !place.schema().is("integer"), (place, _) -> Of.emptied(place)),
    TOO_LONG_TEXT(Of.TEXT, (place, random) -> Of.JSON.textNode("x".repeat(Of.tooLong(place, random)))),
    TOO_LONG_LIST(
            place -> place.value() instanceof ArrayNode,
            (place, _) -> Of.repeated(place, Of.bound(place, "maxItems", 500) + 1)),
    REPEATED_ELEMENT(
            place -> place.value() instanceof ArrayNode list && !list.isEmpty(), (place, _) -> Of.repeated(place, 1)),
    BAD_DATE(
            place -> place.schema().hasFormat("date-time"),
            (_, random) -> Of.JSON.textNode(Of.pick(random, Texts.BAD_DATES))),
    BAD_ZONE(Of::isZone, (_, random) -> Of.JSON.textNode(Of.pick(random, Texts.BAD_ZONES))),
    TAMPERED_CURSOR(place -> place.field().equals("cursor"), (place, random) -> Of.tampered(place, random)),
    TAMPERED_TEXT(
            // The document's validator takes more for a UUID than one is.
            place -> Of.TEXT.test(place)
                    && !place.schema().hasFormat("uuid")
                    && place.value().asText().length() > 8,
            (place, random) -> Of.tampered(place, random));

    private final Verdict verdict;
    private final Predicate<Place> fits;
    /** Null: the place is emptied. */
    private final BiFunction<Place, RandomGenerator, JsonNode> worse;

    ValueMutation(Predicate<Place> fits) {
        this(AS_DOCUMENTED, fits, null);
    }

    ValueMutation(Predicate<Place> fits, BiFunction<Place, RandomGenerator, JsonNode> worse) {
        this(AS_DOCUMENTED, fits, worse);
    }

    ValueMutation(Verdict verdict, Predicate<Place> fits, BiFunction<Place, RandomGenerator, JsonNode> worse) {
        this.verdict = verdict;
        this.fits = fits;
        this.worse = worse;
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }

    List<Place> fitting(Draft draft) {
        return draft.places().stream().filter(fits).toList();
    }

    void change(Place place, RandomGenerator random) {
        if (worse == null) {
            place.remove();
        } else {
            place.put(worse.apply(place, random));
        }
    }

    /** What the enum's constants are made of; an enum cannot refer to its own constants while they are made. */
    private static final class Of {
        static final JsonNodeFactory JSON = JsonNodeFactory.instance;
        static final Predicate<Place> ANYTHING = _ -> true;
        static final Predicate<Place> BODY = place -> !(place instanceof Place.Sent);
        static final Predicate<Place> INTEGER = place -> place.schema().is("integer");
        static final Predicate<Place> TEXT =
                place -> place.schema().is("string") && place.value().isTextual();

        /** UTF-8 cannot say half a character, and no header a NUL. */
        static final Predicate<Place> BODY_TEXT = BODY.and(TEXT);

        static boolean isPath(Place place) {
            return place instanceof Place.Sent sent && sent.parameter().in().equals("path");
        }

        static boolean isZone(Place place) {
            return TEXT.test(place)
                    && ZoneId.getAvailableZoneIds().contains(place.value().asText());
        }

        static <T> T pick(RandomGenerator random, List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        static JsonNode number(RandomGenerator random, List<String> numbers) {
            return JSON.numberNode(new BigDecimal(pick(random, numbers)));
        }

        static int bound(Place place, String keyword, int otherwise) {
            return place.schema().json().path(keyword).asInt(otherwise);
        }

        static JsonNode largest(Place place) {
            var json = place.schema().json();
            return JSON.numberNode(json.path("maximum")
                    .asLong(json.path("format").asText().equals("int64") ? Long.MAX_VALUE : Integer.MAX_VALUE));
        }

        static JsonNode otherType(Place place, RandomGenerator random) {
            return pick(
                    random,
                    List.<JsonNode>of(
                                    JSON.numberNode(7),
                                    JSON.textNode("7"),
                                    JSON.booleanNode(true),
                                    JSON.arrayNode().add("7").add("7"),
                                    JSON.objectNode().put("value", 7))
                            .stream()
                            .filter(value ->
                                    value.getNodeType() != place.value().getNodeType())
                            .toList());
        }

        static JsonNode withExtra(Place place, RandomGenerator random) {
            var names = List.of("extra", "", "__proto__", "@class", "Qty", "items ", "\uD83D\uDE00");
            return ((ObjectNode) place.value().deepCopy()).put(pick(random, names), "extra");
        }

        /** Alone, or beside what is there. */
        static JsonNode with(Place place, RandomGenerator random, List<String> texts) {
            var text = pick(random, texts);
            var value = place.value().asText();
            return JSON.textNode(
                    switch (random.nextInt(3)) {
                        case 0 -> text;
                        case 1 -> text + value;
                        default -> value + text;
                    });
        }

        static String otherCase(String text) {
            return text.equals(text.toLowerCase()) ? text.toUpperCase() : text.toLowerCase();
        }

        static JsonNode emptied(Place place) {
            return place.value().isArray()
                    ? JSON.arrayNode()
                    : place.value().isObject() ? JSON.objectNode() : JSON.textNode("");
        }

        static int tooLong(Place place, RandomGenerator random) {
            // Not in a header or a target, where too long is what another mutation is about.
            var most = place instanceof Place.Sent ? 2_000 : 50_000;
            return random.nextBoolean() ? most : bound(place, "maxLength", 100) + 1;
        }

        static JsonNode repeated(Place place, int more) {
            var list = (ArrayNode) place.value().deepCopy();
            var last = list.isEmpty() ? JSON.textNode("x") : list.get(list.size() - 1);
            for (var i = 0; i < more; i++) {
                list.add(last);
            }
            return list;
        }

        static JsonNode tampered(Place place, RandomGenerator random) {
            var text = place.value().asText();
            var at = text.isEmpty() ? 0 : random.nextInt(text.length());
            return JSON.textNode(
                    switch (random.nextInt(6)) {
                        case 0 -> text.substring(0, at);
                        case 1 -> text + text;
                        case 2 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
                        case 3 -> new StringBuilder(text).reverse().toString();
                        case 4 -> text + "=";
                        default ->
                            text.substring(0, at)
                                    + (char) random.nextInt('0', 'z')
                                    + text.substring(Math.min(text.length(), at + 1));
                    });
        }
    }
}
