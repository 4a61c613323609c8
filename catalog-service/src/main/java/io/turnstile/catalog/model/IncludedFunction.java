package io.turnstile.catalog.model;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;

/**
 * What each ticket of a product lets its holder do.
 *
 * @param functionCode such as {@code ferry}
 * @param quantity how often
 */
// Named here because it is also stored as JSON, and stored rows outlive settings.
@JsonNaming(SnakeCaseStrategy.class)
public record IncludedFunction(String functionCode, String label, int quantity) {
    public IncludedFunction {
        Objects.requireNonNull(functionCode, "functionCode");
        Objects.requireNonNull(label, "label");
        if (quantity <= 0) {
            throw new IllegalArgumentException(functionCode + " must be included at least once, not " + quantity);
        }
    }
}
