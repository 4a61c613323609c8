package io.turnstile.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is made from the streams is lost and made again by {@code ./turnstile rebuild}, while people order and scan. */
@ExtendWith(RunningSuite.class)
class RebuildTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCANS_OF_VENUE_SERVICE = """
            SELECT count(*) || ' ' || md5(string_agg(scan_attempt_id || result || function_code || coalesce(reason, ''), ','
                                                     ORDER BY scan_attempt_id))
              FROM scan_attempts
            """;
    private static final String SCANS_OF_THE_REPORT = """
            SELECT count(*) || ' ' || md5(string_agg(event_id || result || function_code || coalesce(reason, ''), ','
                                                     ORDER BY event_id))
              FROM redemption
            """;
    private static final String TICKETS = """
            SELECT count(*) || ' ' || md5(string_agg(%1$s, ',' ORDER BY %1$s COLLATE "C")) FROM %2$s
            """;
    private static final String HELD =
            "SELECT string_agg(product_id || '=' || %s, ',' ORDER BY product_id) FROM %s > 0";
    private static final String USES_THAT_DO_NOT_ADD_UP = """
            SELECT count(*)
              FROM entitlements e
             WHERE total_uses - remaining_uses <> (SELECT count(*)
                                                     FROM redemptions r
                                                    WHERE r.ticket_code = e.ticket_code
                                                      AND r.function_code = e.function_code)
            """;

    private final Suite suite;
    private final Office office;
    private final Buyer buyer;
    private final Gate gate = Gate.at("central-pier");
    private long product;
    private List<String> tickets;
    private List<String> qrs;

    RebuildTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
        this.buyer = Buyer.anyone(suite);
    }

    @BeforeEach
    void tenTickets() {
        product = office.productWith(10_000, "ferry");
        var order = buyer.ordered(product, 10);
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, 10 * Office.PRICE));
        tickets = buyer.ticketCodes(order);
        // Three of each ticket: the second and the third must be refused, whatever happens in between.
        qrs = IntStream.range(0, 30)
                .mapToObj(number -> buyer.shows(tickets.get(number % 10)))
                .toList();
    }

    @Test
    void the_report_is_emptied_and_equals_the_gates_again_though_scans_go_on() throws Exception {
        try (var load = new Load(this::scan)) {
            load.awaitMore(20);
            rebuild("reporting");
            load.awaitMore(20);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        text("venue_service", SCANS_OF_VENUE_SERVICE), text("reporting_service", SCANS_OF_THE_REPORT)));
        assertEquals(
                text("ticket_service", TICKETS.formatted("code", "ticket")),
                text("reporting_service", TICKETS.formatted("ticket_code", "ticket")));
    }

    @Test
    void the_availability_is_emptied_and_equals_the_stock_again_though_orders_go_on() throws Exception {
        execute("catalog_service", "UPDATE held_stock SET held = held + 3");
        try (var load = new Load(_ -> Buyer.anyone(suite).ordered(product, 1))) {
            load.awaitMore(5);
            rebuild("catalog-availability");
            load.awaitMore(5);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        text("order_service", HELD.formatted("reserved + sold", "stock WHERE reserved + sold")),
                        text("catalog_service", HELD.formatted("held", "held_stock WHERE held"))));
    }

    @Test
    void lost_tickets_come_back_to_the_gates_and_no_use_with_them() throws Exception {
        try (var load = new Load(this::scan)) {
            load.awaitMore(5);
            execute("venue_service", "TRUNCATE entitlements, tickets");
            load.awaitMore(5);
            rebuild("venue-tickets");
            load.awaitMore(40);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        text("ticket_service", TICKETS.formatted("code", "ticket")),
                        text("venue_service", TICKETS.formatted("ticket_code", "tickets"))));
        assertEquals(0, office.longOf("venue_service", USES_THAT_DO_NOT_ADD_UP));
        for (var ticket : tickets) {
            assertEquals(
                    1,
                    office.longOf("venue_service", "SELECT count(*) FROM redemptions WHERE ticket_code = ?", ticket));
        }
    }

    private void scan(int turn) {
        gate.scan(qrs.get(turn % qrs.size()), "ferry");
    }

    private void rebuild(String what) throws IOException, InterruptedException {
        var command = suite.turnstile("rebuild", what).start();
        var said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, command.waitFor(), said);
        assertTrue(said.contains(what + ": rebuilt from "), said);
    }

    private String text(String database, String sql) throws SQLException {
        try (var connection = suite.database(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = suite.database(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Somebody who does something over and over until closed; what fails then fails the test. */
    private static final class Load implements AutoCloseable {
        private final AtomicInteger turns = new AtomicInteger();
        private final AtomicBoolean enough = new AtomicBoolean();
        private final Future<?> done;

        Load(IntConsumer action) {
            var thread = Executors.newVirtualThreadPerTaskExecutor();
            done = thread.submit(() -> {
                while (!enough.get()) {
                    action.accept(turns.getAndIncrement());
                }
            });
            thread.shutdown();
        }

        void awaitMore(int number) {
            var all = turns.get() + number;
            await().atMost(SOON).until(() -> done.isDone() || turns.get() >= all);
        }

        @Override
        public void close() throws Exception {
            enough.set(true);
            done.get();
        }
    }
}
