package io.turnstile.acceptance.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation answers every caller as {@code access-matrix.txt} says, whichever way they come. */
@ExtendWith(RunningSuite.class)
class WalkingTheMatrixTest {
    private final Suite suite;

    WalkingTheMatrixTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void every_cell_is_answered_as_the_table_says_and_a_refusal_changes_nothing() throws Exception {
        var start = System.nanoTime();
        var walk = new Walk(suite);
        for (var row : AccessMatrix.read().rows()) {
            walk.walk(row);
        }
        System.out.printf(
                "access matrix: %d cells, %d requests, %.1f s%n",
                walk.cells(), walk.sent(), (System.nanoTime() - start) / 1e9);
        assertEquals("", String.join("\n", walk.faults()), walk.faults().size() + " faults");
    }

    @Test
    void somebody_elses_order_or_ticket_is_answered_like_one_that_does_not_exist() {
        var owner = Buyer.anyone(suite);
        var order = owner.ordered(new Office(suite).productWith(1, "ferry"), 1);
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, Office.PRICE));
        var ticket = owner.ticketCodes(order).getFirst();

        assertTold("GET", "/orders/%s", order, UUID.randomUUID().toString());
        assertTold("POST", "/orders/%s/cancel", order, UUID.randomUUID().toString());
        assertTold("POST", "/qr/%s", ticket, "TK-0000-0000-0000-0");
        assertTold("GET", "/qr/%s/info", ticket, "TK-0000-0000-0000-0");
    }

    private void assertTold(String method, String path, String somebodyElses, String nobodys) {
        var stranger = Buyer.anyone(suite);
        var answer = stranger.with().request(method, path.formatted(somebodyElses));
        var nothing = stranger.with().request(method, path.formatted(nobodys));
        assertEquals(404, answer.statusCode());
        assertEquals(nothing.statusCode(), answer.statusCode());
        assertEquals(nothing.asString(), answer.asString());
    }
}
