package io.turnstile.catalog.model;

import static java.time.temporal.ChronoUnit.MICROS;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * All that an administrator decides about a product; two products with equal content differ in nothing that anybody
 * buys.
 *
 * @param saleStartAt sold from this instant on
 * @param saleEndAt sold until just before this instant
 * @param sellable how many may be reserved or sold in all
 * @param validForDays how many days a ticket is good for
 * @param validFrom no ticket is good before this instant; null: from its issue on
 * @param functions each function code once, in the order shown
 */
@Embeddable
public record ProductContent(
        String sku,
        String name,
        Instant saleStartAt,
        Instant saleEndAt,
        @Embedded Price price,
        int sellable,
        int validForDays,
        Instant validFrom,
        @JdbcTypeCode(SqlTypes.JSON) List<IncludedFunction> functions) {
    public ProductContent {
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(price, "price");
        // PostgreSQL keeps no more, and content read back must equal the content written.
        saleStartAt = saleStartAt.truncatedTo(MICROS);
        saleEndAt = saleEndAt.truncatedTo(MICROS);
        validFrom = validFrom == null ? null : validFrom.truncatedTo(MICROS);
        functions = List.copyOf(functions);
        if (!saleEndAt.isAfter(saleStartAt)) {
            throw new IllegalArgumentException("the sale of " + sku + " ends before it starts");
        }
        if (sellable < 0 || validForDays <= 0) {
            throw new IllegalArgumentException(
                    sku + " cannot be sold " + sellable + " times for " + validForDays + " days");
        }
        if (functions.isEmpty() || hasDuplicates(functions)) {
            throw new IllegalArgumentException(sku + " must include functions, and each once");
        }
    }

    public boolean isOnSaleAt(Instant now) {
        return !now.isBefore(saleStartAt) && now.isBefore(saleEndAt);
    }

    private static boolean hasDuplicates(List<IncludedFunction> functions) {
        return functions.stream().map(IncludedFunction::functionCode).distinct().count() < functions.size();
    }
}
