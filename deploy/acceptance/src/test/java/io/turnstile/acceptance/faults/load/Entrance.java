package io.turnstile.acceptance.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.acceptance.faults.load.Answer.Admitted;
import io.turnstile.acceptance.faults.load.Answer.Refused;
import io.turnstile.acceptance.faults.load.Answer.TicketsShown;
import io.turnstile.acceptance.faults.load.Client.Call;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Where tickets are looked at, shown and scanned. */
final class Entrance {
    private static final Set<Integer> OK = Set.of(200);
    private static final Set<Integer> NONE = Set.of();

    private final Client client;
    private final Journal journal;

    Entrance(Client client, Journal journal) {
        this.client = client;
        this.journal = journal;
    }

    record Ticket(String code, List<String> functions) {}

    /** @param scanId one scan's, however often it is sent */
    record Scan(Shop.Operator operator, String scanId, String qr, String function) {
        String body() {
            return "{\"qr_token\":\"%s\",\"function_code\":\"%s\",\"venue_code\":\"%s\",\"scan_id\":\"%s\"}"
                    .formatted(qr, function, Shop.venueOf(function), scanId);
        }
    }

    List<Ticket> tickets(String buyer, String token, String orderId) {
        var path = "/my/tickets?order_id=" + orderId;
        var call = new Call(
                Operation.TICKETS, path, () -> client.request(path, token).GET(), OK, NONE, NONE);
        return client.ask(
                        call,
                        reply -> journal.add(new TicketsShown(
                                orderId,
                                buyer,
                                tickets(reply.body()).stream().map(Ticket::code).toList())))
                .map(reply -> tickets(reply.body()))
                .orElse(List.of());
    }

    private static List<Ticket> tickets(JsonNode body) {
        return StreamSupport.stream(body.path("tickets").spliterator(), false)
                .map(ticket -> new Ticket(
                        ticket.path("ticket_code").asText(),
                        StreamSupport.stream(ticket.path("entitlements").spliterator(), false)
                                .map(entitlement ->
                                        entitlement.path("function_code").asText())
                                .toList()))
                .toList();
    }

    /** @return the token; empty where the ticket is spent by now */
    Optional<String> qr(String token, String ticket) {
        var path = "/qr/" + ticket;
        var call = new Call(
                Operation.QR,
                path,
                () -> client.request(path, token).POST(BodyPublishers.noBody()),
                OK,
                Set.of(409),
                NONE);
        return client.ask(call, _ -> {})
                .filter(reply -> reply.status() == 200)
                .map(reply -> reply.text("encrypted_data"));
    }

    void scan(Scan scan) {
        var call = new Call(
                Operation.SCAN,
                "/venue/scan",
                () -> client.request("/venue/scan", scan.operator().token()).POST(BodyPublishers.ofString(scan.body())),
                OK,
                Set.of(422),
                NONE);
        client.ask(call, reply -> journal.add(verdict(scan, reply)));
    }

    private static Answer verdict(Scan scan, Client.Reply reply) {
        var operator = scan.operator().name();
        return reply.status() == 200
                ? new Admitted(
                        operator,
                        scan.scanId(),
                        reply.text("ticket_code"),
                        scan.function(),
                        reply.body().path("remaining_uses").asInt())
                : new Refused(operator, scan.scanId(), reply.text("reason"));
    }
}
