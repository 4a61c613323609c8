package io.turnstile.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.turnstile.local.LocalException;
import io.turnstile.local.client.OrderDatabase.Amount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Plays the payment gateway: tells of a transaction, signed after the Standard Webhooks specification. */
public record PaymentGateway(Api api, String secrets, Clock clock) {
    private static final String NAME = "local";
    /**
     * A gateway tries again: 404 and 503 because payment-service has not heard of a new order yet or is away, 202 to hear
     * that the tickets are issued.
     */
    private static final Set<Integer> AGAIN = Set.of(202, 404, 503);

    private static final Duration TRIES = Duration.ofSeconds(15);

    /** @param transaction the gateway's id of it; the same one notifies of the same payment */
    public record Notification(String transaction, UUID orderId, boolean success, Amount amount, Instant paidAt) {
        /** The same payment of an order has the same transaction, however often it is told. */
        public static String transactionOf(UUID orderId) {
            return "txn-" + orderId;
        }

        /** @param order as order-service answers it: all of what it costs is paid */
        public static Notification ofWhole(JsonNode order, Instant paidAt) {
            var id = UUID.fromString(order.path("order_id").asText());
            var amounts = order.path("amounts");
            var whole = new Amount(
                    amounts.path("total").asLong(), amounts.path("currency").asText());
            return new Notification(transactionOf(id), id, true, whole, paidAt);
        }

        Map<String, Object> body() {
            return Map.of(
                    "gateway", NAME,
                    "gateway_txn_id", transaction,
                    "order_id", orderId.toString(),
                    "payment_status", success ? "SUCCESS" : "FAILED",
                    "amount", amount.amount(),
                    "currency", amount.currency(),
                    "paid_at", paidAt.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    /** @return the first final answer, or the last one when patience has ended; 202 then still means accepted */
    public Api.Reply notifyUntilHeard(Notification notification) {
        return Patience.ask(TRIES, () -> notifyOnce(notification), reply -> !AGAIN.contains(reply.status()));
    }

    public Api.Reply notifyOnce(Notification notification) {
        var body = Json.write(notification.body());
        var id = "msg_" + notification.transaction();
        var timestamp = clock.instant().getEpochSecond();
        return api.post(
                "/payments/notify",
                null,
                body,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", sign(id, timestamp, body)));
    }

    private String sign(String id, long timestamp, String body) {
        // The first secret is the current one.
        var secret = secrets.split(",", 2)[0].strip();
        try {
            return new Webhook(secret).sign(id, timestamp, body);
        } catch (WebhookSigningException e) {
            throw new LocalException("the notification could not be signed", e);
        }
    }
}
