package io.turnstile.contracts.event;

/**
 * @param amount integer minor units, such as cents
 * @param currency ISO 4217, such as {@code HKD}
 */
public record Money(long amount, String currency) {
    public Money {
        Required.member("currency", currency);
    }
}
