package io.turnstile.venue.usecase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must be like to be set, in the order in which it is checked. As NIST SP 800-63B has it: long enough, and
 * not among the first that anybody tries; no demand for capitals and digits, which people meet with {@code Password1!}.
 */
enum PasswordRule {
    TEXT("must hold no control characters and no broken ones") {
        @Override
        boolean holds(String username, String password) {
            // What UTF-8 cannot write becomes a question mark in it, and so do others: they would open the same door.
            return password.codePoints().noneMatch(Character::isISOControl) && Passwords.canBeWritten(password);
        }
    },
    LONG_ENOUGH("must have 8 characters or more") {
        @Override
        boolean holds(String username, String password) {
            return password.codePointCount(0, password.length()) >= MIN_CHARACTERS;
        }
    },
    ALL_SEEN("must have 72 bytes or fewer in UTF-8") {
        @Override
        boolean holds(String username, String password) {
            return Passwords.fits(password);
        }
    },
    NOT_THE_NAME("must not contain the user name") {
        @Override
        boolean holds(String username, String password) {
            var text = password.toLowerCase(Locale.ROOT);
            var rest = text.replace(username, "");
            // Three letters are found in many a good password by chance: it must be long enough without them.
            return rest.equals(text) || username.length() < 4 && rest.length() >= MIN_CHARACTERS;
        }
    },
    NOT_MONOTONOUS("must not be a run such as 12345678, or a few characters repeated") {
        @Override
        boolean holds(String username, String password) {
            var characters = password.toLowerCase(Locale.ROOT).codePoints().toArray();
            return Arrays.stream(characters).distinct().count() > 3 && !isRun(characters);
        }
    },
    NOT_COMMON("is among the most common passwords") {
        @Override
        boolean holds(String username, String password) {
            return !COMMON.contains(password.toLowerCase(Locale.ROOT));
        }
    };

    static final int MIN_CHARACTERS = 8;

    private static final Set<String> COMMON = readCommon();

    private final String message;

    PasswordRule(String message) {
        this.message = message;
    }

    abstract boolean holds(String username, String password);

    /** To follow the name of what holds the password. */
    String message() {
        return message;
    }

    static Optional<PasswordRule> firstBroken(String username, String password) {
        return Arrays.stream(values())
                .filter(rule -> !rule.holds(username, password))
                .findFirst();
    }

    /** Up or down, one step each. */
    private static boolean isRun(int[] characters) {
        var step = characters[1] - characters[0];
        for (var i = 1; i < characters.length; i++) {
            if (characters[i] - characters[i - 1] != step) {
                return false;
            }
        }
        return Math.abs(step) == 1;
    }

    private static Set<String> readCommon() {
        try (var file = PasswordRule.class.getResourceAsStream("/common-passwords.txt");
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
