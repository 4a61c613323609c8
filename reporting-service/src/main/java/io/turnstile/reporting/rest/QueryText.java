package io.turnstile.reporting.rest;

import io.turnstile.contracts.Rfc3339;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.reporting.model.Dimension;
import io.turnstile.reporting.model.Result;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads query parameters from their text. JAX-RS could convert them, but would answer 404 to one that it cannot; here
 * it is a 400 that names the parameter.
 */
final class QueryText {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private QueryText() {}

    static Instant timestamp(String name, String text) {
        return Rfc3339.parse(text)
                .orElseThrow(() -> ProblemException.invalid(name, "is not a timestamp such as 2026-03-01T00:00:00Z"));
    }

    static String code(String name, String text) {
        if (!CODE.matcher(text).matches()) {
            throw ProblemException.invalid(name, "is not a code: lower case letters, digits and hyphens, at most 64");
        }
        return text;
    }

    static Result result(String name, String text) {
        return Result.ofCode(text).orElseThrow(() -> ProblemException.invalid(name, "must be success or reject"));
    }

    /** A whole number from 1 to {@code max}. */
    static long number(String name, String text, long max) {
        // Java would take other scripts' digits, too.
        if (text.matches("[0-9]{1,19}")) {
            var number = new BigInteger(text);
            if (number.signum() > 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        throw ProblemException.invalid(name, "must be a whole number from 1 to " + max);
    }

    /** An IANA name; offsets such as +08:00 are not names, and know nothing of summer time. */
    static ZoneId zone(String name, String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw ProblemException.invalid(name, "is not an IANA time zone");
        }
        return ZoneId.of(text);
    }

    /** @param texts each one name or several, separated by commas */
    static Set<Dimension> dimensions(String name, List<String> texts) {
        var dimensions = EnumSet.noneOf(Dimension.class);
        for (var text : Arrays.asList(String.join(",", texts).split(",", -1))) {
            var dimension = Dimension.ofCode(text)
                    .orElseThrow(() -> ProblemException.invalid(name, "must be of function, location, hour and day"));
            if (!dimensions.add(dimension)) {
                throw ProblemException.invalid(name, "names " + text + " twice");
            }
        }
        if (dimensions.containsAll(EnumSet.of(Dimension.HOUR, Dimension.DAY))) {
            throw ProblemException.invalid(name, "hour and day exclude each other");
        }
        return dimensions;
    }
}
