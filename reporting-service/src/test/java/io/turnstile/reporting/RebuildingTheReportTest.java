package io.turnstile.reporting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.TicketEvents.IssuedEntitlement;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.Rebuilds;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RebuildingTheReportTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final String ONLY_HERE = """
            INSERT INTO redemption (event_id, ts, result, function_code, operator_id, venue_code)
            VALUES ('%s', '2026-04-01T13:00:00Z', 'success', 'ferry', 'nobody', 'nowhere')
            """;

    @Inject
    ReadModel readModel;

    @Inject
    DataSource dataSource;

    private final List<TestScan> scans = new ArrayList<>();

    @BeforeEach
    void aReport() {
        // What earlier tests told is told again by every rebuild.
        rebuild();
        readModel.awaitHandled(List.of(TestStreams.publish(issued(ticketCode()))));
        addScans(50);
        readModel.hears(scans);
    }

    @Test
    void emptied_and_read_again_it_is_equal_and_what_no_stream_told_is_gone() {
        var before = contents();
        readModel.execute(ONLY_HERE.formatted(UUID.randomUUID()));
        readModel.execute("DELETE FROM ticket");
        assertNotEquals(before, contents());
        rebuild();
        assertEquals(before, contents());
    }

    @Test
    void scans_that_arrive_meanwhile_are_in_it_once() {
        var seen = readModel.number("SELECT count(*) FROM redemption");
        Rebuilds.request(dataSource, "report");
        var added = IntStream.range(0, 200)
                .mapToObj(_ -> TestStreams.publish(addScans(1).getLast().event()))
                .toList();
        awaitRebuilt();
        readModel.awaitHandled(added);
        assertEquals(seen + 200, readModel.number("SELECT count(*) FROM redemption"));
        assertEquals(250, scans.stream().filter(this::isThere).count());
    }

    @Test
    void an_event_that_is_hopeless_is_left_out_again_and_those_beside_it_are_not() {
        var impossible = TestScan.at(NOON);
        var json = EventJson.write(impossible.event()).replace("\"remaining_uses\":3", "\"remaining_uses\":-1");
        var headers = Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.TicketRedeemed.v1");
        TestStreams.publishRaw("turnstile.redemptions", impossible.ticketCode(), headers, json);
        TestStreams.publishRaw("turnstile.redemptions", impossible.ticketCode(), headers, "{\"scan_attempt_id\":");
        readModel.hears(addScans(1));
        var before = contents();
        rebuild();
        assertEquals(before, contents());
    }

    @Test
    void a_rebuild_whose_worker_died_is_taken_over_and_not_emptied_again() {
        var marker = UUID.randomUUID();
        readModel.execute(ONLY_HERE.formatted(marker));
        readModel.execute("DELETE FROM redemption WHERE operator_id = 'alice'");
        readModel.execute("""
                UPDATE rebuild
                   SET finished_at = NULL, emptied_at = now(), leased_until = now() + interval '1 second'
                """);
        awaitRebuilt();
        assertEquals(50, scans.stream().filter(this::isThere).count());
        assertEquals(1, readModel.number("SELECT count(*) FROM redemption WHERE event_id = '" + marker + "'"));
    }

    private void rebuild() {
        Rebuilds.request(dataSource, "report");
        awaitRebuilt();
    }

    private boolean isThere(TestScan scan) {
        return readModel.number("SELECT count(*) FROM redemption WHERE event_id = '" + scan.id() + "'") == 1;
    }

    private List<TestScan> addScans(int number) {
        for (var i = 0; i < number; i++) {
            var scan = TestScan.at(NOON.plusSeconds(scans.size())).ticket(ticketCode());
            scans.add(scans.size() % 3 == 0 ? scan.refused("NO_REMAINING") : scan);
        }
        return scans.subList(scans.size() - number, scans.size());
    }

    private static String ticketCode() {
        return "TK-0000-0000-0009-9";
    }

    private static TicketsIssued issued(String ticketCode) {
        var entitlements = List.of(new IssuedEntitlement("ferry", "Ferry ride", 5));
        var ticket = new IssuedTicket(
                ticketCode, TestScan.PRODUCT, "City Day Pass", NOON, NOON.plusSeconds(86_400), entitlements);
        return new TicketsIssued(TestScan.ORDER, "mia", List.of(ticket), NOON);
    }

    /** Everything that is there, as numbers that tell two contents apart. */
    private List<Long> contents() {
        return List.of(
                readModel.number("SELECT count(*) FROM redemption"),
                readModel.number(
                        "SELECT coalesce(sum(hashtextextended(r::text, 0)), 0) % 1000000007 FROM redemption r"),
                readModel.number("SELECT coalesce(sum(hashtextextended(t::text, 0)), 0) % 1000000007 FROM ticket t"));
    }

    private void awaitRebuilt() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Rebuilds.isFinished(dataSource, "report"));
    }
}
