package io.turnstile.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A fault of one service that is mended later: nobody's ticket is lost, and nothing happens twice elsewhere. */
@ExtendWith(RunningSuite.class)
class PuttingDeadLettersBackTest {
    private final Suite suite;

    PuttingDeadLettersBackTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void after_the_fix_the_tickets_are_issued_and_nobody_else_counts_the_order_again() throws Exception {
        var office = new Office(suite);
        var product = office.productWith(5, "ferry");
        var buyer = Buyer.anyone(suite);
        var order = buyer.ordered(product, 2);
        var notice = Notice.of(order, 2 * Office.PRICE);

        inTicketService("ALTER TABLE ticket ADD CONSTRAINT fault CHECK (product_id <> " + product + ")");
        try {
            new PaymentGateway(suite).tellsUntilHeard(notice).statusCode(202);
            await().atMost(Duration.ofSeconds(30)).until(() -> deadLetters("list").stream()
                    .anyMatch(line -> line.contains("OrderPaid")
                            && line.contains("ticket-service")
                            && line.contains("\"fault\"")));
            assertEquals(List.of(), buyer.ticketCodes(order));
        } finally {
            inTicketService("ALTER TABLE ticket DROP CONSTRAINT fault");
        }
        assertTrue(deadLetters("replay").getLast().matches("[1-9][0-9]* put back"));

        new PaymentGateway(suite).tellsUntilIssued(notice);
        assertEquals(2, buyer.ticketCodes(order).size());
        assertEquals(new Office.StockLevel(5, 0, 2), office.stockOf(product));
        assertEquals(
                1,
                office.longOf("order_service", "SELECT count(*) FROM order_payment WHERE order_id = ?::uuid", order));
        assertTrue(deadLetters("list").stream().noneMatch(line -> line.contains("\"fault\"")));
        assertTrue(deadLetters("list", "--all").stream()
                .anyMatch(line -> line.contains("\"fault\"") && line.contains(" yes ")));
    }

    private void inTicketService(String sql) throws SQLException {
        try (var connection = suite.database("ticket_service");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> deadLetters(String command, String... options) throws Exception {
        var line = Stream.concat(Stream.of(command, "--stream", "orders"), Arrays.stream(options))
                .toArray(String[]::new);
        var process = suite.turnstile("dead-letters", line).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), output);
        assertEquals(0, process.exitValue(), output);
        return output.lines().toList();
    }
}
