package io.turnstile.reporting.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What scans can be counted by. */
public enum Dimension {
    FUNCTION,
    LOCATION,
    HOUR,
    DAY;

    /** As clients know it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Dimension> ofCode(String code) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.code().equals(code))
                .findFirst();
    }
}
