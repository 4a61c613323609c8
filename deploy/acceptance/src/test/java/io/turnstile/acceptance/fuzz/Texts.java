package io.turnstile.acceptance.fuzz;

import java.util.List;

/** Texts that break what was not made for them. */
final class Texts {
    static final List<String> CONTROL_CHARACTERS = List.of(
            "a\tb", "a\nb", "a\r\nX-Injected: 1\r\n\r\n", "\u001B[31mred", "\u007F", "\u0085next", "\b", "\u0001");
    static final List<String> RIGHT_TO_LEFT =
            List.of("תחנת הים", "محطة ٣", "\u202Egnp.exe", "\u2067abc\u2069", "a\u200Fb");
    static final List<String> EMOJI = List.of(
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uD83C\uDDED\uD83C\uDDF0",
            "e\u0301",
            "\uFEFF");
    static final List<String> NUL = List.of("\u0000", "a\u0000b", "101\u0000");
    /** Half a character: no UTF-8 can say it, JSON's escapes can. */
    static final List<String> LONE_SURROGATES = List.of("\uD800", "a\uDFFFb", "\uDE00\uD83D");

    static final List<String> BLANK = List.of(" ", "   ", "\u00A0", "\u3000", "\u200B");
    static final List<String> INJECTIONS = List.of(
            "'; DROP TABLE orders; --",
            "1 OR 1=1",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "<script>alert(1)</script>",
            "%s%n%d",
            "../../etc/passwd",
            "__proto__",
            "\\",
            "\"");
    static final List<String> BAD_DATES = List.of(
            "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-03-01",
            "2026-03-01T00:00:00",
            "2026-03-01T24:00:00Z",
            "2026-03-01T25:00:00Z",
            "2016-12-31T23:59:60Z",
            "2026-03-01 00:00:00Z",
            "1772355670",
            "+1000000000-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+18:00",
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999999999-18:00",
            "2026-03-01T00:00:00+99:00",
            "2026-03-01T00:00:00+00:60",
            "2026-03-01T00:00:00+08:00[Asia/Hong_Kong]",
            "2026-03-01T00:00:00.1234567890123Z",
            "2026-W10-1T00:00:00Z",
            "infinity",
            "now()",
            "Thu, 01 Jan 1970 00:00:00 GMT");
    static final List<String> BAD_ZONES = List.of(
            "+08:00",
            "GMT+8",
            "Mars/Olympus",
            "Asia/Hong_Kong ",
            "asia/hong_kong",
            "../../etc/localtime",
            "Z",
            "UTC+99",
            "SystemV/PST8PDT",
            "EST5EDT",
            "Etc/GMT-14",
            "'; SET TIME ZONE 'UTC",
            "America/Argentina/ComodRivadavia");
    static final List<String> HUGE_NUMBERS = List.of(
            "2147483648",
            "-2147483649",
            "4294967297",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551617",
            "1" + "0".repeat(30));
    /** A reader that makes them whole numbers needs all the memory or all the time that there is. */
    static final List<String> MONSTROUS_NUMBERS = List.of(
            "1" + "0".repeat(400), "1E400", "1E+1000000000", "-1E+999999999", "1E-1000000000", "9".repeat(5000));

    private Texts() {}
}
