package io.turnstile.payment.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.turnstile.contracts.PlainText;
import io.turnstile.payment.model.Outcome;
import io.turnstile.payment.model.Transaction;
import io.turnstile.payment.usecase.Notification;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.UUID;

/**
 * The body of a notification. Gateways add members of their own, so unknown ones are welcome.
 *
 * @param amount minor units
 * @param paidAt when the gateway decided the transaction
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentNotification(
        @NotNull @PlainText(max = 64) String gateway,
        @NotNull @PlainText(max = 128) String gatewayTxnId,
        @NotNull UUID orderId,
        @NotNull Outcome paymentStatus,
        @NotNull @PositiveOrZero Long amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull Instant paidAt) {

    Notification toNotification() {
        return new Notification(
                new Transaction(gateway, gatewayTxnId, orderId, amount, currency), paymentStatus, paidAt);
    }
}
