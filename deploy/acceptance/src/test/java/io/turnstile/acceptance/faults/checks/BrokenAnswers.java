package io.turnstile.acceptance.faults.checks;

import static io.turnstile.acceptance.faults.checks.Breaks.that;
import static io.turnstile.acceptance.faults.checks.Property.*;

import io.turnstile.acceptance.faults.checks.Breaks.Break;
import io.turnstile.acceptance.faults.load.Answer.Admitted;
import io.turnstile.acceptance.faults.load.Answer.Cancelled;
import io.turnstile.acceptance.faults.load.Answer.Ordered;
import io.turnstile.acceptance.faults.load.Answer.PaymentTaken;
import io.turnstile.acceptance.faults.load.Answer.Refused;
import io.turnstile.acceptance.faults.load.Answer.TicketsPromised;
import io.turnstile.acceptance.faults.load.Answer.TicketsShown;
import io.turnstile.acceptance.faults.load.Answer.Unexpected;
import java.util.List;
import java.util.stream.Stream;

/** What clients were told is not true. */
final class BrokenAnswers {
    private BrokenAnswers() {}

    static Stream<Break> all() {
        return Stream.of(
                that(
                        "an order told is lost",
                        ORDERS_TOLD_EXIST,
                        world -> world.answers.add(new Ordered("lost", "mia", "key-2", 1, 1, 100))),
                that(
                        "a key makes a second order",
                        ORDERS_TOLD_EXIST,
                        world -> world.answers.add(new Ordered("pending", "mia", "key-1", 1, 1, 100))),
                that(
                        "an order has another amount",
                        ORDERS_TOLD_EXIST,
                        world -> world.answers.add(new Ordered("pending", "mia", "key-3", 1, 1, 99))),
                that(
                        "a cancellation is forgotten",
                        CANCELLATIONS_TOLD_STAND,
                        world -> world.answers.add(new Cancelled("pending"))),
                that(
                        "a payment told is lost",
                        PAYMENTS_TOLD_ARE_STORED,
                        world -> world.answers.add(new PaymentTaken("txn-9", "paid", 200))),
                that(
                        "a payment is stored as failed",
                        PAYMENTS_TOLD_ARE_STORED,
                        world -> world.answers.add(new PaymentTaken("txn-4", "pending", 100))),
                that(
                        "a promised ticket is missing",
                        TICKETS_TOLD_EXIST,
                        world -> world.answers.add(new TicketsPromised("paid", 3))),
                that(
                        "a ticket shown is gone",
                        TICKETS_TOLD_EXIST,
                        world -> world.answers.add(new TicketsShown("paid", "mia", List.of("t1", "t9")))),
                that(
                        "an admission is lost",
                        SCANS_TOLD_ARE_STORED,
                        world -> world.answers.add(new Admitted("gate-1", "scan-9", "t2", "ferry", 1))),
                that(
                        "a refusal is stored otherwise",
                        SCANS_TOLD_ARE_STORED,
                        world -> world.answers.add(new Refused("gate-1", "scan-2", "NO_REMAINING"))),
                that(
                        "a scan gets two verdicts",
                        ONE_VERDICT_PER_SCAN,
                        world -> world.answers.add(new Admitted("gate-1", "scan-1", "t1", "ferry", 0))),
                that(
                        "a buyer is told of no such order",
                        NO_UNEXPECTED_ANSWER,
                        world -> world.answers.add(new Unexpected("GET /orders/1", 404, "{}"))));
    }
}
