package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.currentSecret;
import static io.turnstile.payment.TestGateway.newTxn;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A good message with one thing changed is refused and leaves nothing behind but a count; then the message itself is
 * accepted, which shows that it was this one thing.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ForgingANotificationTest {
    private static final String ANOTHER_SECRET = "whsec_bm90IHRoZSBnYXRld2F5J3Mgc2VjcmV0ISE=";
    private static UUID order;
    private static UUID anotherOrder;

    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @Inject
    Outcomes outcomes;

    @BeforeEach
    void placeTwoOrders() {
        if (order == null) {
            order = others.placePaidOrder(1);
            anotherOrder = others.placePaidOrder(1);
        }
    }

    @ParameterizedTest
    @MethodSource({"bodies", "ids", "timestamps", "signatures"})
    void one_thing_changed(UnaryOperator<SignedMessage> change) {
        var message = message();
        var before = rows.all();
        var refusals = outcomes.count("signature_invalid");

        change.apply(message)
                .send()
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("SIGNATURE_INVALID"));

        assertEquals(before, rows.all());
        assertEquals(refusals + 1, outcomes.count("signature_invalid"));
        message.send().then().statusCode(200).body("order_status", equalTo("PAID"));
        assertEquals(1, rows.all() - before - 1, "one payment and its event");
    }

    static Stream<Named<UnaryOperator<SignedMessage>>> bodies() {
        return Stream.of(
                body("cut by its last byte, a line break", b -> Arrays.copyOf(b, b.length - 1)),
                body("cut in half", b -> Arrays.copyOf(b, b.length / 2)),
                body("without its first byte", b -> Arrays.copyOfRange(b, 1, b.length)),
                body("gone", _ -> new byte[0]),
                text("longer by a blank", t -> t + " "),
                text("longer by a blank in front", t -> " " + t),
                text("longer by NUL", t -> t + "\0"),
                text("with a second object behind it", t -> t + "{}"),
                text("with members in another order", ForgingANotificationTest::firstMemberLast),
                text("without blanks", t -> t.replaceAll("\\s", "")),
                text("with more blanks", t -> t.replace(",", " , ")),
                text("with the line breaks of another system", t -> t.replace("\n", "\r\n")),
                text("with a byte order mark", t -> "\uFEFF" + t),
                body("in UTF-16", b -> inCharset(b, UTF_16)),
                body("in UTF-16LE without a mark", b -> inCharset(b, UTF_16LE)),
                body("in UTF-32", b -> inCharset(b, Charset.forName("UTF-32"))),
                body("in ISO-8859-1", b -> inCharset(b, ISO_8859_1)),
                text("with an escaped letter", t -> t.replace("é", "\\u00e9")),
                text("with an escaped letter of ASCII", t -> t.replace("examplepay", "\\u0065xamplepay")),
                text("with an escaped slash", t -> t.replace("/", "\\/")),
                text("with letters composed in another way", t -> Normalizer.normalize(t, Normalizer.Form.NFD)),
                text("with a number written in another way", t -> t.replace("39800", "3.98e4")),
                text(
                        "with an id in capitals",
                        t -> t.replace(order.toString(), order.toString().toUpperCase())),
                text("with another amount", t -> t.replace("39800", "39801")),
                text("with another order", t -> t.replace(order.toString(), anotherOrder.toString())),
                text("with another transaction", t -> t.replace("txn_", "txn-")),
                text("with another outcome", t -> t.replace("SUCCESS", "FAILED")),
                text("with another time", t -> t.replace("2026-03-01T17:01:10", "2026-03-01T17:01:11")),
                text("with a member twice", t -> t.replace("{\"gateway\"", "{\"amount\": 1, \"gateway\"")),
                text("with a member more", t -> t.replace("{\"gateway\"", "{\"tip\": 1, \"gateway\"")),
                text("in an array", t -> "[" + t + "]"),
                body("in base64", Base64.getEncoder()::encode),
                Named.of("compressed", m -> m.withBody(gzip(m.body())).withContentEncoding("gzip")),
                Named.of("compressed without saying so", m -> m.withBody(gzip(m.body()))),
                Named.of("of another good message", m -> m.withBody(message().body())));
    }

    static Stream<Named<UnaryOperator<SignedMessage>>> ids() {
        return Stream.of(
                Named.of("no id", m -> m.withId()),
                Named.of("an empty id", m -> m.withId("")),
                Named.of("another id", m -> m.withId("msg_" + UUID.randomUUID())),
                Named.of("a longer id", m -> m.withId(m.id() + "x")),
                Named.of("the id in capitals", m -> m.withId(m.id().toUpperCase())),
                Named.of("the id twice", m -> m.withId(m.id(), m.id())),
                Named.of("the id and another", m -> m.withId(m.id(), "msg_2")),
                Named.of("another id and the id", m -> m.withId("msg_2", m.id())),
                Named.of(
                        "the id of another good message",
                        m -> m.withId(message().id())));
    }

    static Stream<Named<UnaryOperator<SignedMessage>>> timestamps() {
        return Stream.of(
                Named.of("no timestamp", m -> m.withTimestamp()),
                Named.of("a timestamp a second later", m -> m.withTimestamp(seconds(m, 1))),
                Named.of("a timestamp a second earlier", m -> m.withTimestamp(seconds(m, -1))),
                Named.of("the timestamp with a leading zero", m -> m.withTimestamp("0" + m.timestamp())),
                Named.of("the timestamp with a sign", m -> m.withTimestamp("+" + m.timestamp())),
                Named.of("the timestamp with a fraction", m -> m.withTimestamp(m.timestamp() + ".0")),
                Named.of("the timestamp in milliseconds", m -> m.withTimestamp(m.timestamp() + "000")),
                Named.of("the timestamp in hexadecimal", m -> m.withTimestamp(hex(m.timestamp()))),
                Named.of("a date", m -> m.withTimestamp(Instant.now().toString())),
                Named.of("the timestamp twice", m -> m.withTimestamp(m.timestamp(), m.timestamp())),
                Named.of("a timestamp too old and its signature", _ -> sent(Duration.ofSeconds(-302))),
                Named.of("a timestamp too new and its signature", _ -> sent(Duration.ofSeconds(302))),
                Named.of("a timestamp of the year 33658", _ -> sent(Duration.ofDays(11_000_000))));
    }

    static Stream<Named<UnaryOperator<SignedMessage>>> signatures() {
        return Stream.of(
                Named.of("no signature", m -> m.withSignature()),
                Named.of("an empty signature", m -> m.withSignature("")),
                Named.of("the scheme alone", m -> m.withSignature("v1,")),
                signature("without its scheme", s -> s.substring(3)),
                signature("of the scheme v1a", s -> s.replace("v1,", "v1a,")),
                signature("of the scheme v0", s -> s.replace("v1,", "v0,")),
                signature("of the scheme V1", s -> s.replace("v1,", "V1,")),
                signature("written v1=", s -> s.replace("v1,", "v1=")),
                signature("in hexadecimal", s -> "v1," + HexFormat.of().formatHex(bytes(s))),
                signature("without its padding", s -> s.replace("=", "")),
                signature("with padding in bits", ForgingANotificationTest::anotherSpelling),
                signature("in other case", s -> "v1," + s.substring(3).toLowerCase()),
                signature(
                        "with its first character changed",
                        s -> "v1," + (s.charAt(3) == 'A' ? 'B' : 'A') + s.substring(4)),
                signature(
                        "with its last character changed",
                        s -> s.substring(0, 45) + (s.charAt(45) == 'A' ? "E=" : "A=")),
                signature("longer by a character", s -> s + "="),
                signature("quoted", s -> "\"" + s + "\""),
                signature("behind eight others", s -> "v1,bm9wZQ== ".repeat(8) + s),
                signature("behind a comma", s -> "v1,bm9wZQ==," + s),
                Named.of("of another secret", m -> SignedMessage.of(m.id(), ANOTHER_SECRET, Instant.now(), m.text())),
                Named.of("of an empty body", m -> m.withSignature(of(m, ""))),
                Named.of(
                        "of another good message",
                        m -> m.withSignature(message().signature())),
                Named.of("twice", m -> m.withSignature(m.signature(), m.signature())),
                Named.of("in the second of two headers", m -> m.withSignature("v1,bm9wZQ==", m.signature())),
                Named.of(
                        "nearly as much as a header takes",
                        m -> m.withSignature("v1,x ".repeat(1_400).strip())));
    }

    /** The signed bytes are the same: {@code id.timestamp.body}. */
    @Test
    void borders_of_what_is_signed_cannot_be_moved() {
        var now = Instant.now().getEpochSecond();
        var good = message();
        var begins = SignedMessage.of("msg_1", currentSecret(), Instant.now(), now + "." + good.text());
        var moved = begins.withId(begins.id() + "." + begins.timestamp())
                .withTimestamp(Long.toString(now))
                .withBody(good.body());
        var before = rows.all();

        moved.send().then().statusCode(401).body("code", equalTo("SIGNATURE_INVALID"));

        assertEquals(before, rows.all());
    }

    private static SignedMessage message() {
        return SignedMessage.of(
                currentSecret(),
                Instant.now(),
                TestGateway.success(order, newTxn()).replace("card", "crédit/carte"));
    }

    private static SignedMessage sent(Duration ahead) {
        return SignedMessage.of(
                currentSecret(), Instant.now().plus(ahead), message().text());
    }

    private static String of(SignedMessage message, String body) {
        var sentAt = Instant.ofEpochSecond(Long.parseLong(message.timestamp()));
        return SignedMessage.of(message.id(), currentSecret(), sentAt, body).signature();
    }

    private static Named<UnaryOperator<SignedMessage>> body(String name, UnaryOperator<byte[]> change) {
        return Named.of("a body " + name, m -> m.withBody(change.apply(m.body())));
    }

    private static Named<UnaryOperator<SignedMessage>> text(String name, UnaryOperator<String> change) {
        return Named.of("a body " + name, m -> m.withText(change));
    }

    private static Named<UnaryOperator<SignedMessage>> signature(String name, UnaryOperator<String> change) {
        return Named.of("a signature " + name, m -> m.withSignature(change.apply(m.signature())));
    }

    private static String firstMemberLast(String json) {
        var first = json.substring(1, json.indexOf(", ") + 2);
        var rest = json.strip().substring(first.length() + 1);
        return "{" + rest.substring(0, rest.length() - 1) + ", " + first.replace(", ", "") + "}\n";
    }

    /** 44 characters hold 2 bits more than 32 bytes. */
    private static String anotherSpelling(String signature) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var last = alphabet.charAt(alphabet.indexOf(signature.charAt(45)) ^ 1);
        return signature.substring(0, 45) + last + "=";
    }

    private static byte[] bytes(String signature) {
        return Base64.getDecoder().decode(signature.substring(3));
    }

    private static String seconds(SignedMessage message, long later) {
        return Long.toString(Long.parseLong(message.timestamp()) + later);
    }

    private static String hex(String number) {
        return new BigInteger(number).toString(16);
    }

    private static byte[] inCharset(byte[] utf8, Charset charset) {
        return new String(utf8, UTF_8).getBytes(charset);
    }

    private static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
