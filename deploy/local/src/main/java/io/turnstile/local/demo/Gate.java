package io.turnstile.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.client.Api;
import io.turnstile.local.sample.SampleData.Credentials;
import java.util.HashMap;
import java.util.Map;

/** Steps 7 and 8: an operator with a scanner. */
final class Gate {
    static final String FUNCTION = "ferry";

    static final String VENUE = "cheung-chau";

    private final Api api;
    private final Stage stage;
    private final Credentials operator;
    private final String run;
    private String token;

    Gate(Api api, Stage stage, Credentials operator, String run) {
        this.api = api;
        this.stage = stage;
        this.operator = operator;
        this.run = run;
    }

    void scan(String qr, String ticketCode) {
        stage.step("Scan: one use is spent, once");
        token = stage.expect(200, api.post("/operators/login", null, operator))
                .body()
                .path("operator_token")
                .asText();
        stage.tell("%s logs in at %s", operator.username(), VENUE);
        var scanId = "scan-" + run;
        var first = stage.expect(200, send(qr, scanId));
        stage.expect(ticketCode.equals(first.body().path("ticket_code").asText()), "ticket " + ticketCode, first);
        stage.expect(first.body().path("remaining_uses").asInt() == 0, "no use left", first);
        stage.tell(
                "POST /venue/scan -> 200 %s, %s left: %s",
                first.body().path("result").asText(), FUNCTION, first.body().path("remaining_uses"));
        var resent = stage.expect(200, send(qr, scanId));
        stage.expect(resent.body().equals(first.body()), "the first verdict", resent);
        stage.tell("the same scan sent again -> 200, the stored verdict");
        var second = stage.expect(422, send(qr, null));
        var reason = second.body().path("reason").asText();
        stage.expect("ALREADY_REDEEMED".equals(reason), "ALREADY_REDEEMED", second);
        stage.tell(
                "a second scan of the same QR -> 422 %s %s",
                second.body().path("result").asText(), reason);
    }

    void preview(String qr) {
        stage.step("Preview: what the ticket holds, and nothing is spent");
        var preview = stage.expect(200, api.post("/qr/decrypt", token, Map.of("encrypted_data", qr)));
        var ticket = preview.body().path("ticket_info");
        stage.tell(
                "POST /qr/decrypt -> %s, %s, %s s left",
                ticket.path("product_name").asText(),
                ticket.path("status").asText(),
                preview.body().path("remaining_seconds"));
        tellEntitlements(stage, ticket.path("entitlements"));
    }

    static void tellEntitlements(Stage stage, JsonNode entitlements) {
        for (var entitlement : entitlements) {
            stage.tell(
                    "  %-16s %s of %s left",
                    entitlement.path("label").asText(),
                    entitlement.path("remaining_uses"),
                    entitlement.path("total_uses"));
        }
    }

    /** @param scanId null: a new scan, not a repeated one */
    private Api.Reply send(String qr, String scanId) {
        var scan = new HashMap<String, Object>(Map.of(
                "qr_token", qr,
                "function_code", FUNCTION,
                "venue_code", VENUE,
                "terminal_device_id", "demo-gate-1"));
        if (scanId != null) {
            scan.put("scan_id", scanId);
        }
        return api.post("/venue/scan", token, scan);
    }
}
