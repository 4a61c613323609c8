package io.turnstile.reporting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.TicketEvents.IssuedEntitlement;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class HearingOfScansTest {
    private static final Object[] DAY = {"from", "2026-03-01T00:00:00Z", "to", "2026-03-02T00:00:00Z"};

    @Inject
    ReadModel readModel;

    @BeforeEach
    void emptyReport() {
        readModel.empty();
    }

    @Test
    void an_event_delivered_again_counts_once() {
        var scan = TestScan.at("2026-03-01T10:00:00Z");
        var event = TestStreams.publish(scan.event());
        TestStreams.publish(scan.event(), event);
        TestStreams.publish(scan.event(), event);
        readModel.hears(TestScan.at("2026-03-01T10:00:01Z"));
        readModel.awaitHandled(List.of(event));
        assertEquals(2, Analyst.eventIds(DAY).size());
    }

    @Test
    void a_scan_told_by_two_events_counts_once() {
        var scan = TestScan.at("2026-03-01T10:00:00Z");
        readModel.hears(scan, scan);
        assertEquals(List.of(scan.eventId()), Analyst.eventIds(DAY));
    }

    @Test
    void scans_told_again_after_the_inbox_was_emptied_count_once() {
        var scans = List.of(
                TestScan.at("2026-03-01T10:00:00Z"),
                TestScan.at("2026-03-01T11:00:00Z").refused("NO_REMAINING"));
        readModel.hears(scans);
        readModel.execute("TRUNCATE inbox");
        readModel.hears(scans);
        assertEquals(2, Analyst.eventIds(DAY).size());
    }

    @Test
    void a_late_scan_is_counted_in_its_own_hour() {
        readModel.hears(TestScan.at("2026-03-01T12:30:00Z"));
        readModel.hears(TestScan.at("2026-03-01T09:59:59.999999Z"));
        var summary = Analyst.reads(
                Analyst.SUMMARY, "group_by", "hour", "from", "2026-03-01T00:00:00Z", "to", "2026-03-02T00:00:00Z");
        assertEquals(List.of("2026-03-01T09:00:00Z", "2026-03-01T12:00:00Z"), summary.getList("groups.period_start"));
        assertEquals(List.of(1, 1), summary.getList("groups.redeemed"));
    }

    @Test
    void a_scan_shows_all_that_its_event_told() {
        var scan = TestScan.at("2026-03-01T10:00:00.123456Z");
        readModel.hears(scan);
        Map<String, Object> event = Analyst.reads(Analyst.LIST, DAY).getMap("events[0]");
        assertEquals(
                Map.ofEntries(
                        Map.entry("event_id", scan.eventId()),
                        Map.entry("ticket_code", scan.ticketCode()),
                        Map.entry("function_code", "ferry"),
                        Map.entry("operator_id", "alice"),
                        Map.entry("location_id", 2),
                        Map.entry("venue_code", "central-pier"),
                        Map.entry("terminal_device_id", "gate-07"),
                        Map.entry("result", "success"),
                        Map.entry("remaining_uses", 3),
                        Map.entry("ts", "2026-03-01T10:00:00.123456Z"),
                        Map.entry("order_id", TestScan.ORDER.toString()),
                        Map.entry("product_id", 101)),
                event);
    }

    @Test
    void a_refusal_shows_its_reason_and_nothing_that_is_not_known() {
        readModel.hears(TestScan.at("2026-03-01T10:00:00Z")
                .ticket(null)
                .venue(null, "nowhere")
                .refused("QR_INVALID"));
        Map<String, Object> event = Analyst.reads(Analyst.LIST, DAY).getMap("events[0]");
        assertEquals("reject", event.get("result"));
        assertEquals("QR_INVALID", event.get("reason"));
        assertEquals("nowhere", event.get("venue_code"));
        assertTrue(List.of("ticket_code", "location_id", "remaining_uses", "order_id", "product_name").stream()
                .noneMatch(event::containsKey));
    }

    @Test
    void tickets_give_their_product_and_order_to_scans_before_and_after_their_issue_arrived() {
        var ticket = "TK-0000-0000-0002-2";
        var refusal = TestScan.at("2026-03-01T10:00:00Z").ticket(ticket).refused("WRONG_FUNCTION");
        var success = TestScan.at("2026-03-01T10:00:01Z").ticket(ticket);
        readModel.hears(refusal);
        assertNull(Analyst.reads(Analyst.LIST, DAY).getString("events[0].product_name"));
        issue(ticket, Instant.parse("2026-03-01T08:00:00Z"));
        readModel.hears(success);

        var events = Analyst.reads(Analyst.LIST, DAY);
        assertEquals(List.of("City Day Pass", "City Day Pass"), events.getList("events.product_name"));
        assertEquals(List.of(101, 101), events.getList("events.product_id"));
        assertEquals(List.of(TestScan.ORDER.toString(), TestScan.ORDER.toString()), events.getList("events.order_id"));
    }

    @Test
    void tickets_count_once_in_the_window_of_their_issue() {
        var event = issue("TK-0000-0000-0003-3", Instant.parse("2026-03-01T00:00:00Z"));
        issue("TK-0000-0000-0004-4", Instant.parse("2026-03-02T00:00:00Z"));
        readModel.execute("TRUNCATE inbox");
        TestStreams.publish(issued("TK-0000-0000-0003-3", Instant.parse("2026-03-01T00:00:00Z")), event);
        readModel.awaitHandled(List.of(event));
        assertEquals(1, Analyst.reads(Analyst.SUMMARY, DAY).getInt("totals.tickets_issued"));
    }

    @Test
    void what_is_not_readable_goes_to_the_dead_letters_and_holds_nobody_up() {
        var ticket = "TK-0000-0000-0005-5";
        var unreadable = "{\"scan_attempt_id\": \"" + UUID.randomUUID();
        TestStreams.publishRaw("turnstile.redemptions", ticket, headers("turnstile.TicketRedeemed.v1"), unreadable);
        TestStreams.publishRaw("turnstile.tickets", ticket, headers("turnstile.TicketsIssued.v1"), unreadable);
        var behind = TestScan.at("2026-03-01T10:00:00Z").ticket(ticket);
        readModel.hears(behind);
        assertEquals(List.of(behind.eventId()), Analyst.eventIds(DAY));
        awaitDeadLetter("turnstile.redemptions", unreadable);
        awaitDeadLetter("turnstile.tickets", unreadable);
    }

    @Test
    void what_the_database_can_never_hold_goes_to_the_dead_letters() {
        var scan = TestScan.at("2026-03-01T10:00:00Z");
        var impossible = EventJson.write(scan.event()).replace("\"remaining_uses\":3", "\"remaining_uses\":-1");
        TestStreams.publishRaw(
                "turnstile.redemptions", scan.ticketCode(), headers("turnstile.TicketRedeemed.v1"), impossible);
        awaitDeadLetter("turnstile.redemptions", impossible);
        assertEquals(List.of(), Analyst.eventIds(DAY));
    }

    @Test
    void an_event_of_a_later_version_is_skipped() {
        var scan = TestScan.at("2026-03-01T10:00:00Z");
        var later = EventJson.write(scan.event());
        TestStreams.publishRaw(
                "turnstile.redemptions", scan.ticketCode(), headers("turnstile.TicketTransferred.v1"), later);
        var behind = TestScan.at("2026-03-01T10:00:01Z");
        readModel.hears(behind);
        assertEquals(List.of(behind.eventId()), Analyst.eventIds(DAY));
        assertTrue(TestStreams.deadLetters("turnstile.redemptions").stream()
                .noneMatch(record -> later.equals(record.value())));
    }

    private UUID issue(String ticketCode, Instant issuedAt) {
        var event = TestStreams.publish(issued(ticketCode, issuedAt));
        readModel.awaitHandled(List.of(event));
        return event;
    }

    private static TicketsIssued issued(String ticketCode, Instant issuedAt) {
        var entitlements = List.of(new IssuedEntitlement("ferry", "Ferry ride", 5));
        var ticket = new IssuedTicket(
                ticketCode,
                TestScan.PRODUCT,
                "City Day Pass",
                issuedAt,
                issuedAt.plus(Duration.ofDays(1)),
                entitlements);
        return new TicketsIssued(TestScan.ORDER, "mia", List.of(ticket), issuedAt);
    }

    private static Map<String, String> headers(String type) {
        return Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", type);
    }

    private static void awaitDeadLetter(String topic, String value) {
        await().atMost(Duration.ofSeconds(30)).until(() -> TestStreams.deadLetters(topic).stream()
                .anyMatch(record ->
                        value.equals(record.value()) && TestStreams.header(record, "dead-letter-reason") != null));
    }
}
