package io.turnstile.payment.model;

import java.util.UUID;

/**
 * What a gateway must not change about a transaction. Two notifications are about the same thing if these are equal.
 *
 * @param gatewayTxnId unique within the gateway
 * @param amount minor units
 * @param currency ISO 4217
 */
public record Transaction(String gateway, String gatewayTxnId, UUID orderId, long amount, String currency) {}
