package io.turnstile.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.Patience;

/** Steps 5, 6 and 9: the tickets as their buyer sees them. */
record Wallet(Api api, Stage stage, String buyer, String somebodyElse) {

    /** @return the one ticket's code */
    String issued(JsonNode order) {
        stage.step("Issue: the ticket is there, with its entitlements");
        var tickets = Patience.ask(Demo.TRAVEL_LIMIT, () -> tickets(order), reply -> !reply.body()
                .path("tickets")
                .isEmpty());
        stage.expect(tickets.body().path("tickets").size() == 1, "one ticket", tickets);
        var ticket = tickets.body().at("/tickets/0");
        tell(ticket);
        return ticket.path("ticket_code").asText();
    }

    /** @return the QR's token */
    String show(String code) {
        stage.step("Show: a QR that is good for a minute at most");
        var qr = stage.expect(200, api.post("/qr/" + code, buyer, null));
        var seconds = qr.body().path("valid_for_seconds").asInt();
        stage.expect(seconds > 0 && seconds <= 60, "at most 60 seconds", qr);
        var token = qr.body().path("encrypted_data").asText();
        stage.draw(TerminalQr.draw(token));
        stage.tell("%d characters, encrypted, good for %d s", token.length(), seconds);
        stage.expectRefusal(404, "TICKET_NOT_FOUND", api.post("/qr/" + code, somebodyElse, null));
        stage.tell("somebody else asks for it -> 404 TICKET_NOT_FOUND");
        return token;
    }

    void view(JsonNode order) {
        stage.step("View: the buyer sees what is left");
        var tickets = Patience.ask(Demo.TRAVEL_LIMIT, () -> tickets(order), Wallet::isScanned);
        stage.expect(isScanned(tickets), "no " + Gate.FUNCTION + " left", tickets);
        tell(tickets.body().at("/tickets/0"));
    }

    private Api.Reply tickets(JsonNode order) {
        return stage.expect(
                200,
                api.get("/my/tickets?wait=1&order_id=" + order.path("order_id").asText(), buyer));
    }

    private static boolean isScanned(Api.Reply tickets) {
        for (var entitlement : tickets.body().at("/tickets/0/entitlements")) {
            if (Gate.FUNCTION.equals(entitlement.path("function_code").asText())) {
                return entitlement.path("remaining_uses").asInt() == 0;
            }
        }
        return false;
    }

    private void tell(JsonNode ticket) {
        stage.tell(
                "%s  %s, %s",
                ticket.path("ticket_code").asText(),
                ticket.path("product_name").asText(),
                ticket.path("status").asText());
        Gate.tellEntitlements(stage, ticket.path("entitlements"));
    }
}
