package io.turnstile.catalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;

/**
 * The price of one ticket.
 *
 * @param amount integer minor units, such as cents
 * @param currency ISO 4217, such as {@code HKD}
 */
@Embeddable
public record Price(
        @Column(name = "price_amount") long amount,
        @Column(name = "price_currency") String currency) {
    public Price {
        Objects.requireNonNull(currency, "currency");
        if (amount < 0) {
            throw new IllegalArgumentException("a price cannot be negative: " + amount);
        }
    }
}
