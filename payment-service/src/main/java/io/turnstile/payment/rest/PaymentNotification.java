package io.turnstile.payment.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.turnstile.payment.model.Outcome;
import io.turnstile.payment.model.Transaction;
import io.turnstile.payment.usecase.Notification;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The body of a notification. Gateways add members of their own, so unknown ones are welcome.
 *
 * @param amount minor units
 * @param paidAt when the gateway decided the transaction
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentNotification(
        @NotNull @Size(min = 1, max = 64) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String gateway,

        @NotNull @Size(min = 1, max = 128) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String gatewayTxnId,

        @NotNull UUID orderId,
        @NotNull Outcome paymentStatus,
        @NotNull @PositiveOrZero Long amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull OffsetDateTime paidAt) {

    /** PostgreSQL cannot keep U+0000 and a lone surrogate is no character: two ids must not become one on the way. */
    private static final String PRINTABLE = "[^\\p{Cntrl}\\p{Cs}]*";

    private static final String NOT_PRINTABLE = "must not contain control characters";

    Notification toNotification() {
        return new Notification(
                new Transaction(gateway, gatewayTxnId, orderId, amount, currency),
                paymentStatus,
                // As exact as the database keeps it.
                paidAt.toInstant().truncatedTo(ChronoUnit.MICROS));
    }
}
