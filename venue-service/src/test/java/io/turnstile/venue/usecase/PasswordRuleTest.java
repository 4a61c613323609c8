package io.turnstile.venue.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret123",
                "correct horse battery staple",
                "пароль-пирса",
                "渡輪碼頭的閘口密碼",
                "🚢🚌🏛🎫🚢🚌🏛🎫",
                "12345687",
                "abcdefgi",
                "sams-own-password",
                "xK9#xK9#"
            })
    void a_password_that_nobody_tries_first_is_taken(String password) {
        assertEquals(Optional.empty(), PasswordRule.firstBroken("alice", password));
    }

    @ParameterizedTest
    @CsvSource({
        "sevenup, LONG_ENOUGH",
        "🚢🚌🏛🎫🚢🚌🏛, LONG_ENOUGH",
        "seventy-two bytes are all that bcrypt looks at so this one is far too long, ALL_SEEN",
        "ééééééééééééééééééééééééééééééééééééé, ALL_SEEN",
        "secret-alice-key, NOT_THE_NAME",
        "my-ALICE-99, NOT_THE_NAME",
        "aaaaaaaaaaaa, NOT_MONOTONOUS",
        "abababababab, NOT_MONOTONOUS",
        "12312312, NOT_MONOTONOUS",
        "12345678, NOT_MONOTONOUS",
        "hgfedcba, NOT_MONOTONOUS",
        "AbCdEfGhIj, NOT_MONOTONOUS",
        "password, NOT_COMMON",
        "Password1!, NOT_COMMON",
        "1q2w3e4r, NOT_COMMON",
        "operator123, NOT_COMMON",
        "turnstile, NOT_COMMON"
    })
    void a_password_is_told_the_first_rule_that_it_breaks(String password, PasswordRule broken) {
        assertEquals(Optional.of(broken), PasswordRule.firstBroken("alice", password));
    }

    @Test
    void what_bcrypt_or_utf_8_would_cut_or_bend_is_no_password() {
        for (var password : List.of("long-enough\0tail", "long-enough\n", "long-enough\uD83D", "\uDE00long-enough")) {
            assertEquals(Optional.of(PasswordRule.TEXT), PasswordRule.firstBroken("alice", password));
        }
    }

    @Test
    void a_name_of_three_letters_may_occur_in_a_password_that_is_long_enough_without_it() {
        assertEquals(Optional.of(PasswordRule.NOT_THE_NAME), PasswordRule.firstBroken("sam", "sam-1972"));
        assertEquals(Optional.of(PasswordRule.NOT_THE_NAME), PasswordRule.firstBroken("sam", "samSAMsam!"));
        assertEquals(Optional.empty(), PasswordRule.firstBroken("sam", "seven-samurai"));
    }

    @Test
    void every_byte_that_bcrypt_looks_at_may_be_used_and_no_more() {
        var longest = "0123456789".repeat(7) + "é";
        assertEquals(Optional.empty(), PasswordRule.firstBroken("alice", longest));
        assertEquals(Optional.of(PasswordRule.ALL_SEEN), PasswordRule.firstBroken("alice", longest + "a"));
    }

    /** A line that is written otherwise never matches, one that another rule catches is idle. */
    @Test
    void every_common_password_is_refused_by_its_own_line() throws IOException {
        try (var file = getClass().getResourceAsStream("/common-passwords.txt")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertEquals(List.copyOf(new TreeSet<>(lines)), lines);
            assertTrue(lines.size() > 300);
            lines.forEach(line -> assertEquals(
                    Optional.of(PasswordRule.NOT_COMMON), PasswordRule.firstBroken("nobody-at-all", line), line));
        }
    }
}
