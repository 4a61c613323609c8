package io.turnstile.payment.model;

import java.util.OptionalInt;
import java.util.UUID;

/**
 * Our copy of an order: as much as it takes to check a payment and to answer it.
 *
 * @param amount what it costs, minor units
 * @param currency ISO 4217
 * @param ticketsIssued how many tickets it has; empty until they are issued
 */
public record KnownOrder(UUID orderId, long amount, String currency, OptionalInt ticketsIssued) {
    public boolean costs(long amount, String currency) {
        return this.amount == amount && this.currency.equals(currency);
    }
}
