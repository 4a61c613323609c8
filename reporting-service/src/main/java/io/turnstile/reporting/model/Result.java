package io.turnstile.reporting.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a scan ended. */
public enum Result {
    /** A use was spent. */
    SUCCESS,
    /** Refused; nothing was spent. */
    REJECT;

    /** As clients and the database know it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Result> ofCode(String code) {
        return Arrays.stream(values())
                .filter(result -> result.code().equals(code))
                .findFirst();
    }
}
