package io.turnstile.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.Patience;
import java.util.List;
import java.util.stream.StreamSupport;

/** Step 10: what the analyst sees of it. */
record Report(Api api, Stage stage, String analyst) {

    void show(String ticketCode) {
        stage.step("Report: every scan, each once");
        var report = Patience.ask(
                Demo.TRAVEL_LIMIT,
                () -> stage.expect(200, api.get("/reports/redemptions?limit=100", analyst)),
                reply -> of(ticketCode, reply).size() >= 2);
        var events = of(ticketCode, report);
        stage.expect(
                results(events).equals(List.of("reject", "success")),
                "one success and one reject of the ticket",
                report);
        for (var event : events) {
            stage.tell(
                    "%s  %s  %s at %s by %s  %s",
                    event.path("ts").asText(),
                    event.path("ticket_code").asText(),
                    event.path("function_code").asText(),
                    event.path("venue_code").asText(),
                    event.path("operator_id").asText(),
                    event.path("result").asText() + " " + event.path("reason").asText());
        }
    }

    private static List<JsonNode> of(String ticketCode, Api.Reply report) {
        return StreamSupport.stream(report.body().path("events").spliterator(), false)
                .filter(event -> ticketCode.equals(event.path("ticket_code").asText()))
                .toList();
    }

    private static List<String> results(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("result").asText())
                .sorted()
                .toList();
    }
}
