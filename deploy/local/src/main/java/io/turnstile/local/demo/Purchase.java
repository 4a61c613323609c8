package io.turnstile.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.Patience;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.client.PaymentGateway.Notification;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Steps 1 to 4: from the catalogue to a paid order. */
record Purchase(Api api, PaymentGateway payments, Stage stage, Clock clock, String buyer, String key) {
    private static final int PRODUCT = 101;

    JsonNode order() {
        stage.step("Order: the stock is reserved, once, however often the request is sent");
        for (var product : stage.expect(200, api.get("/catalog", null)).body().path("products")) {
            stage.tell(
                    "%s  %-18s %s  %s left",
                    product.path("id"),
                    product.path("name").asText(),
                    money(product.path("price")),
                    product.path("available"));
        }
        var order = stage.expect(201, place(1, key));
        stage.expect("PENDING_PAYMENT".equals(status(order)), "PENDING_PAYMENT", order);
        stage.tell(
                "POST /orders -> 201 %s %s, total %s minor units of %s",
                id(order.body()),
                status(order),
                order.body().at("/amounts/total"),
                order.body().at("/amounts/currency").asText());
        var repeated = stage.expect(201, place(1, key));
        stage.expect(id(order.body()).equals(id(repeated.body())), "the same order again", repeated);
        stage.tell("the same request again -> 201, the same order");
        stage.expectRefusal(409, "IDEMPOTENCY_CONFLICT", place(2, key));
        stage.tell("the same key with other content -> 409 IDEMPOTENCY_CONFLICT");
        return order.body();
    }

    void pay(JsonNode order) {
        stage.step("Pay: the payment gateway tells of it, signed");
        var notification = Notification.ofWhole(order, clock.instant());
        stage.expectRefusal(
                401,
                "SIGNATURE_INVALID",
                new PaymentGateway(api, "whsec_" + "AAAA".repeat(8), clock).notifyOnce(notification));
        stage.tell("signed with another secret -> 401 SIGNATURE_INVALID");
        var first = stage.expect(200, payments.notifyUntilHeard(notification));
        stage.expect(first.body().path("tickets_issued").asInt() == 1, "one ticket", first);
        stage.tell("POST /payments/notify -> %d %s", first.status(), first.raw().body());
        var repeated = stage.expect(200, payments.notifyOnce(notification));
        stage.expect(repeated.body().equals(first.body()), "the same answer, and no further ticket", repeated);
        stage.tell(
                "the same notification again -> %d %s",
                repeated.status(), repeated.raw().body());
    }

    void paid(JsonNode order) {
        stage.step("Paid: the order is PAID and its stock sold");
        var paid = Patience.ask(
                Demo.TRAVEL_LIMIT, () -> api.get("/orders/" + id(order), buyer), reply -> "PAID".equals(status(reply)));
        stage.expect("PAID".equals(status(paid)), "PAID", paid);
        stage.tell(
                "GET /orders/%s -> %s at %s",
                id(order), status(paid), paid.body().path("paid_at").asText());
    }

    void unpaid() {
        stage.step("Expiry: what nobody pays for does not stay reserved");
        var order = stage.expect(201, place(1, key + "-unpaid")).body();
        stage.tell("a second order would expire at %s", order.path("expires_at").asText());
        var cancelled = stage.expect(200, api.post("/orders/" + id(order) + "/cancel", buyer, null));
        stage.expect("CANCELLED".equals(status(cancelled)), "CANCELLED", cancelled);
        stage.tell(
                "its buyer does not wait: POST /orders/%s/cancel -> %s, the stock is free",
                id(order), status(cancelled));
    }

    private Api.Reply place(int quantity, String key) {
        var items = Map.of("items", List.of(Map.of("product_id", PRODUCT, "qty", quantity)));
        return api.post("/orders", buyer, items, Map.of("Idempotency-Key", key));
    }

    private static String id(JsonNode order) {
        return order.path("order_id").asText();
    }

    private static String status(Api.Reply order) {
        return order.body().path("status").asText();
    }

    private static String money(JsonNode price) {
        return price.path("amount").asText() + " " + price.path("currency").asText();
    }
}
