package io.turnstile.catalog.rest;

import io.turnstile.catalog.model.IncludedFunction;
import io.turnstile.catalog.model.Price;
import io.turnstile.catalog.model.ProductContent;
import io.turnstile.contracts.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.time.Instant;
import java.util.List;

/**
 * A new product, or an existing one's new content.
 *
 * @param id only for a new one; null: the service chooses
 */
@Coherent
record ProductRequest(
        @Positive @Null(groups = Replacement.class, message = "must be left out: the path has it")
        Long id,

        @NotNull @PlainText(max = 64) String sku,
        @NotNull @PlainText(max = 200) String name,
        @NotNull Instant saleStartAt,
        @NotNull Instant saleEndAt,
        @NotNull @Valid PriceRequest price,
        @NotNull @PositiveOrZero Integer sellable,
        @NotNull @Positive @Max(3650) Integer validForDays,
        Instant validFrom,
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid FunctionRequest> functions) {

    /** The rules for new content of an existing product: all the others, and no id. */
    interface Replacement extends Default {}

    /** @param amount minor units; at most a milliard of the major unit */
    record PriceRequest(
            @NotNull @PositiveOrZero @Max(100_000_000_000L) Long amount,

            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
            String currency) {}

    /** @param quantity uses per ticket */
    record FunctionRequest(
            @NotNull
            @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{0,63}",
                    message = "must be lower-case letters, digits and hyphens, 64 at most")
            String functionCode,

            @NotNull @PlainText(max = 120) String label,
            @NotNull @Positive @Max(1000) Integer quantity) {
        IncludedFunction included() {
            return new IncludedFunction(functionCode, label, quantity);
        }
    }

    ProductContent content() {
        return new ProductContent(
                sku,
                name,
                saleStartAt,
                saleEndAt,
                new Price(price.amount(), price.currency()),
                sellable,
                validForDays,
                validFrom,
                functions.stream().map(FunctionRequest::included).toList());
    }
}
