package io.turnstile.contracts.qr;

import static io.turnstile.contracts.qr.HandMade.decode;
import static io.turnstile.contracts.qr.HandMade.encode;
import static io.turnstile.contracts.qr.HandMade.joined;
import static io.turnstile.contracts.qr.HandMade.random;
import static io.turnstile.contracts.qr.HandMade.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What somebody without the key may try: all of it is an {@link InvalidQrTokenException} and nothing else. */
class ForgingAQrTokenTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final QrClaims CLAIMS =
            new QrClaims("mX0cJ2l9Q4yV7bT1sD8wZg", "TK-7Q3M-9XKD-2VHB-1", NOW, NOW.plusSeconds(60));

    private final byte[] key = random(32);
    private final QrTokens tokens = tokens("k1", key);

    @Property(tries = 2_000)
    void any_bit_flipped_in_any_part(
            @ForAll @IntRange(max = 3) int number, @ForAll @IntRange(max = 4_000) int anywhere) {
        var parts = sealed();
        var changed = List.of(0, 2, 3, 4).get(number);
        var bytes = decode(parts[changed]);
        var bit = anywhere % (bytes.length * Byte.SIZE);
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        parts[changed] = encode(bytes);
        assertRefused(String.join(".", parts));
    }

    @Property(tries = 2_000)
    void any_character_replaced_put_in_or_left_out(
            @ForAll char character, @ForAll @IntRange(max = 1_000) int anywhere, @ForAll @IntRange(max = 2) int how) {
        var token = tokens.seal(CLAIMS);
        var place = anywhere % token.length();
        var start = token.substring(0, place);
        var end = token.substring(place + 1);
        var changed =
                switch (how) {
                    case 0 -> start + character + end;
                    case 1 -> start + character + token.substring(place);
                    default -> start + end;
                };
        Assume.that(!changed.strip().equals(token));
        assertRefused(changed);
    }

    @Property
    void a_token_that_is_cut_or_goes_on(@ForAll @IntRange(max = 1_000) int anywhere, @ForAll String more) {
        // Blanks around a token do not count, and there are more of them than those up to U+0020.
        Assume.that(!more.isBlank());
        var token = tokens.seal(CLAIMS);
        var place = anywhere % token.length();
        assertRefused(token.substring(0, place));
        assertRefused(token.substring(place + 1));
        assertRefused(token + more);
        assertRefused(more + token);
    }

    /** @param mask which of initialization vector, ciphertext and tag are the second token's */
    @Property
    void a_third_token_of_the_parts_of_two(@ForAll @IntRange(min = 1, max = 6) int mask) {
        var parts = sealed();
        var others = tokens.seal(new QrClaims("another", "TK-2", NOW, NOW.plusSeconds(60)))
                .split("\\.");
        for (var i = 0; i < 3; i++) {
            if ((mask >> i & 1) == 1) {
                parts[2 + i] = others[2 + i];
            }
        }
        assertRefused(String.join(".", parts));
    }

    /** The cipher reads ciphertext and tag as one row of bytes; where the border is counts all the same. */
    @Property
    void bytes_moved_over_the_border_of_two_parts(
            @ForAll @IntRange(min = 2, max = 3) int left, @ForAll @IntRange(max = 1_000) int anywhere) {
        var parts = sealed();
        var row = joined(decode(parts[left]), decode(parts[left + 1]));
        var border = anywhere % (row.length + 1);
        Assume.that(border != decode(parts[left]).length);
        parts[left] = encode(Arrays.copyOf(row, border));
        parts[left + 1] = encode(Arrays.copyOfRange(row, border, row.length));
        assertRefused(String.join(".", parts));
    }

    @Property
    void a_part_that_is_shortened_lengthened_or_empty(
            @ForAll @IntRange(max = 4) int part, @ForAll @IntRange(max = 40) int length) {
        var parts = sealed();
        Assume.that(length != decode(parts[part]).length);
        parts[part] = encode(Arrays.copyOf(decode(parts[part]), length));
        assertRefused(String.join(".", parts));
    }

    /** A decoder reads them as the same bytes. They would be harmless, for a jti redeems once; but a token has one text. */
    @Example
    void another_spelling_of_the_same_bytes() throws InvalidQrTokenException {
        var parts = sealed();
        var token = String.join(".", parts);
        for (var part : List.of(3, 4)) {
            var last = parts[part].length() - 1;
            for (var bits = 1; bits < 16; bits++) {
                var other = parts.clone();
                var character = ALPHABET.charAt(ALPHABET.indexOf(parts[part].charAt(last)) ^ bits);
                other[part] = parts[part].substring(0, last) + character;
                if (Arrays.equals(decode(other[part]), decode(parts[part]))) {
                    assertRefused(String.join(".", other));
                }
            }
            var padded = parts.clone();
            padded[part] += "=".repeat((4 - parts[part].length() % 4) % 4);
            assertRefusedUnless(token, String.join(".", padded));
        }
        assertRefusedUnless(token, token.replace('-', '+').replace('_', '/'));
        assertRefused(token.replace("..", ". ."));
        assertRefused(token.replace("..", ".\n."));
        assertEquals(CLAIMS, tokens.open(token));
    }

    @Example
    void blanks_around_a_token_do_not_count() throws InvalidQrTokenException {
        for (var layout : List.of("%s\n", "%s\r\n", " %s ", "\t%s")) {
            assertEquals(CLAIMS, tokens.open(layout.formatted(tokens.seal(CLAIMS))));
        }
    }

    @Property
    void the_token_of_another_deployment_under_the_same_or_another_kid(
            @ForAll @IntRange(max = 255) int first, @ForAll boolean sameKid) {
        var theirs = random(32);
        theirs[0] = (byte) first;
        var stranger = tokens(sameKid ? "k1" : "k2", theirs);
        assertRefused(stranger.seal(CLAIMS));
        assertThrows(InvalidQrTokenException.class, () -> stranger.open(tokens.seal(CLAIMS)));
        // With our header before it, too.
        var parts = stranger.seal(CLAIMS).split("\\.");
        parts[0] = sealed()[0];
        assertRefused(String.join(".", parts));
    }

    /** The same key under another name is another key: a kid that is gone must not open again by its key's reuse. */
    @Example
    void our_own_key_under_a_kid_that_is_not_ours() {
        assertRefused(tokens("k2", key).seal(CLAIMS));
        assertRefused(tokens("K1", key).seal(CLAIMS));
    }

    @Property
    void any_text(@ForAll String text) {
        assertRefused(text);
        assertRefused(text.replaceAll("(?s)(.)(.)", "$1.$2"));
        assertRefused(sealed()[0] + ".." + text);
    }

    @Example
    void texts_that_are_something_else() {
        List.of(
                        "",
                        " ",
                        ".",
                        "....",
                        ".....",
                        "a.b.c.d.e",
                        "null",
                        "https://example.com/ticket/TK-7Q3M-9XKD-2VHB-1",
                        "TK-7Q3M-9XKD-2VHB-1",
                        "WIFI:S:pier;T:WPA;P:secret;;",
                        "0".repeat(7_089),
                        "e".repeat(100_000),
                        ".".repeat(100_000))
                .forEach(this::assertRefused);
        assertRefused(null);
    }

    /** It takes a small part of this, on a machine that has nothing else to do. */
    @Example
    void refusing_is_never_slow() {
        var header = sealed()[0];
        var worst = List.of(
                ".".repeat(1_024),
                "a".repeat(1_024),
                header + ".." + "A".repeat(16) + "." + "A".repeat(900) + "." + "A".repeat(22),
                header + ".." + "A".repeat(16) + "." + "A".repeat(900) + "." + "A".repeat(21),
                encode("{\"alg\":".repeat(100).getBytes()) + "..AAAAAAAAAAAAAAAA.AAAA." + "A".repeat(22),
                encode(("{\"p2c\":" + "9".repeat(600) + "}").getBytes()) + "..a.a.a",
                "é".repeat(1_024),
                " ".repeat(1_024));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (var i = 0; i < 2_000; i++) {
                assertRefused(worst.get(i % worst.size()));
            }
        });
    }

    private String[] sealed() {
        return tokens.seal(CLAIMS).split("\\.");
    }

    private void assertRefused(String token) {
        assertThrows(InvalidQrTokenException.class, () -> tokens.open(token));
    }

    private void assertRefusedUnless(String same, String token) {
        if (!same.equals(token)) {
            assertRefused(token);
        }
    }
}
