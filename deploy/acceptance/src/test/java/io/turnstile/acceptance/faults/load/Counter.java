package io.turnstile.acceptance.faults.load;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.turnstile.acceptance.faults.load.Answer.Cancelled;
import io.turnstile.acceptance.faults.load.Answer.Ordered;
import io.turnstile.acceptance.faults.load.Answer.PaymentTaken;
import io.turnstile.acceptance.faults.load.Answer.TicketsPromised;
import io.turnstile.acceptance.faults.load.Client.Call;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Where orders are placed, cancelled and paid. */
final class Counter {
    private static final String MESSAGE_ID = "msg_1";

    private final Client client;
    private final Journal journal;
    private final String webhookSecret;

    Counter(Client client, Journal journal, String webhookSecret) {
        this.client = client;
        this.journal = journal;
        this.webhookSecret = webhookSecret;
    }

    /** @param key one order's, however often it is asked for */
    record Wish(String buyer, String token, String key, Shop.Product product, int quantity) {
        String body() {
            return "{\"items\":[{\"product_id\":%d,\"qty\":%d}]}".formatted(product.id(), quantity);
        }
    }

    /** @param amount minor units of HKD */
    record Notice(String transaction, String orderId, long amount, boolean success) {
        String body() {
            return """
                    {"gateway":"faultpay","gateway_txn_id":"%s","order_id":"%s","payment_status":"%s",\
                    "amount":%d,"currency":"HKD","paid_at":"2026-11-21T08:00:00Z"}""".formatted(transaction, orderId, success ? "SUCCESS" : "FAILED", amount);
        }
    }

    /** @return the order's id; empty where it is sold out */
    Optional<String> order(Wish wish) {
        var call = new Call(
                Operation.ORDER,
                "/orders",
                () -> client.request("/orders", wish.token())
                        .header("Idempotency-Key", wish.key())
                        .POST(BodyPublishers.ofString(wish.body())),
                Set.of(201),
                Set.of(409),
                Set.of());
        return client.ask(call, reply -> {
                    if (reply.status() == 201) {
                        journal.add(new Ordered(
                                reply.text("order_id"),
                                wish.buyer(),
                                wish.key(),
                                wish.product().id(),
                                wish.quantity(),
                                reply.body().at("/amounts/total").asLong()));
                    }
                })
                .filter(reply -> reply.status() == 201)
                .map(reply -> reply.text("order_id"));
    }

    void cancel(String token, String orderId) {
        var path = "/orders/" + orderId + "/cancel";
        var call = new Call(
                Operation.ORDER,
                path,
                () -> client.request(path, token).POST(BodyPublishers.noBody()),
                Set.of(200),
                Set.of(409),
                Set.of());
        client.ask(call, reply -> {
            if (reply.status() == 200) {
                journal.add(new Cancelled(orderId));
            }
        });
    }

    /**
     * Tells of a transaction until the answer is final: a gateway tells again what was not heard (404: the order is not
     * known there yet) or not answered with the tickets (202).
     *
     * @param enough the statuses that end it
     * @return whether the tickets are there
     */
    boolean pay(Notice notice, Set<Integer> enough) {
        var wants = enough.contains(202) ? Operation.NOTIFY : Operation.PAY;
        var again = wants == Operation.NOTIFY ? Set.of(404) : Set.of(202, 404);
        var call = new Call(wants, "/payments/notify", () -> signed(notice), Set.of(200, 202), Set.of(409), again);
        return client.ask(call, reply -> heard(notice, reply))
                .filter(reply -> reply.status() == 200)
                .isPresent();
    }

    private void heard(Notice notice, Client.Reply reply) {
        if (reply.status() == 409 || !notice.success()) {
            return;
        }
        journal.add(new PaymentTaken(notice.transaction(), notice.orderId(), notice.amount()));
        if (reply.status() == 200) {
            journal.add(new TicketsPromised(
                    notice.orderId(), reply.body().path("tickets_issued").asInt()));
        }
    }

    private HttpRequest.Builder signed(Notice notice) {
        var timestamp = Instant.now().getEpochSecond();
        try {
            return client.request("/payments/notify", null)
                    .header("webhook-id", MESSAGE_ID)
                    .header("webhook-timestamp", Long.toString(timestamp))
                    .header("webhook-signature", new Webhook(webhookSecret).sign(MESSAGE_ID, timestamp, notice.body()))
                    .POST(BodyPublishers.ofString(notice.body()));
        } catch (WebhookSigningException e) {
            throw new AssertionError(e);
        }
    }
}
