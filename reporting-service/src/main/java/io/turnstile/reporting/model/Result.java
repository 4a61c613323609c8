package io.turnstile.reporting.model;

import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** How a scan ended. */
public enum Result {
    /** A use was spent. */
    SUCCESS("success"),
    /** Refused; nothing was spent. */
    REJECT("reject");

    /** As clients and the database know it. */
    @EnumeratedValue
    private final String code;

    Result(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Result> ofCode(String code) {
        return Arrays.stream(values())
                .filter(result -> result.code.equals(code))
                .findFirst();
    }
}
