package io.turnstile.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.LocalException;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.Patience;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.client.PaymentGateway.Notification;
import io.turnstile.local.issuer.SigningKey;
import io.turnstile.local.sample.SampleData;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is asked for over and over on a busy day: the catalogue, orders, payments, QRs, scans, and now and then the report.
 * {@link Demo} shows every turn of the story once; this is many turns of its main road.
 */
public record Rush(Api api, PaymentGateway payments, SigningKey key, String issuer, SampleData samples, Clock clock) {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(30);
    /** All that one order may hold of a product. */
    private static final int TICKETS = 10;

    private static final int PAID_PRODUCT = 101;
    private static final int UNPAID_PRODUCT = 102;
    /** As many as a buyer may have beside the paid one. */
    private static final int UNPAID = 4;
    /** Before each order: more is looked at than bought. */
    private static final int LOOKS = 3;

    /**
     * A family after the other comes to one gate: ten tickets each, and four orders that nobody pays.
     *
     * @throws LocalException at the first answer that is not the usual one
     */
    public void at(int families) {
        var operator = expect(200, api.post("/operators/login", null, samples.operator()))
                .path("operator_token")
                .asText();
        var analyst = token("rush-analyst", "analyst");
        for (var i = 0; i < families; i++) {
            comes(operator);
            expect(200, api.get("/reports/redemptions?limit=100", analyst));
        }
    }

    private void comes(String operator) {
        var buyer = token("rush-" + UUID.randomUUID(), "buyer");
        var order = order(buyer, PAID_PRODUCT, TICKETS);
        for (var i = 0; i < UNPAID; i++) {
            order(buyer, UNPAID_PRODUCT, 1);
        }
        expect(200, payments.notifyUntilHeard(Notification.ofWhole(order, clock.instant())));
        var tickets = Patience.ask(
                Demo.TRAVEL_LIMIT,
                () -> expect(200, api.get("/my/tickets?wait=1&order_id=" + id(order), buyer))
                        .path("tickets"),
                found -> found.size() == TICKETS);
        for (var ticket : tickets) {
            var qr = expect(200, api.post("/qr/" + ticket.path("ticket_code").asText(), buyer, null));
            expect(200, scan(qr.path("encrypted_data").asText(), operator));
        }
    }

    private JsonNode order(String buyer, int product, int quantity) {
        for (var i = 0; i < LOOKS; i++) {
            expect(200, api.get("/catalog", null));
        }
        var items = Map.of("items", List.of(Map.of("product_id", product, "qty", quantity)));
        var once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return expect(201, api.post("/orders", buyer, items, once));
    }

    private Api.Reply scan(String qr, String operator) {
        var scan = Map.of(
                "qr_token",
                qr,
                "function_code",
                Gate.FUNCTION,
                "venue_code",
                Gate.VENUE,
                "terminal_device_id",
                "rush-gate-1",
                "scan_id",
                UUID.randomUUID().toString());
        return api.post("/venue/scan", operator, scan);
    }

    private String token(String subject, String group) {
        return key.sign(issuer, subject, List.of(group), TOKEN_LIFETIME, clock);
    }

    private static String id(JsonNode order) {
        return order.path("order_id").asText();
    }

    private static JsonNode expect(int status, Api.Reply reply) {
        if (reply.status() != status) {
            throw new LocalException("expected status %d, got %d %s"
                    .formatted(status, reply.status(), reply.raw().body()));
        }
        return reply.body();
    }
}
