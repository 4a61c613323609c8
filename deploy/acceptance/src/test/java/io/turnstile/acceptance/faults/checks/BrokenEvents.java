package io.turnstile.acceptance.faults.checks;

import static io.turnstile.acceptance.faults.checks.Breaks.that;
import static io.turnstile.acceptance.faults.checks.Property.*;

import io.turnstile.acceptance.faults.books.StreamBooks.Told;
import io.turnstile.acceptance.faults.books.VenueBooks.Attempt;
import io.turnstile.acceptance.faults.checks.Breaks.Break;
import java.util.List;
import java.util.stream.Stream;

/** Events are lost, doubled or taken wrong, and the report with them. */
final class BrokenEvents {
    private BrokenEvents() {}

    static Stream<Break> events() {
        return Stream.of(
                new Break(
                        "an order is never told of",
                        List.of(EVENTS_TELL_THE_STATE, OUTBOX_REACHED_KAFKA),
                        world -> world.outbox.removeFirst()),
                new Break(
                        "tickets are told of twice",
                        List.of(EVENTS_TELL_THE_STATE, OUTBOX_REACHED_KAFKA),
                        world -> world.outbox.add(World.sent("tickets", "TicketsIssued", "paid"))),
                new Break(
                        "an order that ended has no end",
                        List.of(EVENTS_TELL_THE_STATE, OUTBOX_REACHED_KAFKA),
                        world -> world.outbox.removeIf(row -> row.event().equals("OrderExpired")
                                && row.subject().equals("late"))),
                that(
                        "an event is lost on its way",
                        OUTBOX_REACHED_KAFKA,
                        world -> world.records.removeIf(record -> record.type().contains("TicketsIssued"))),
                that("an event is changed on its way", OUTBOX_REACHED_KAFKA, world -> {
                    var record = world.records.get(1);
                    world.records.set(1, new Told(record.topic(), record.key(), record.id(), record.type(), "other"));
                }),
                that("a consumer skipped an event", EVENTS_HAD_THEIR_EFFECT, world -> world.inbox("venue-service")
                        .clear()),
                that(
                        "a good event is among the dead",
                        ONLY_POISON_IS_DEAD,
                        world -> world.deadLetters.add(world.records.getFirst())),
                that("poison vanished", ONLY_POISON_IS_DEAD, world -> world.deadLetters.clear()));
    }

    static Stream<Break> report() {
        return Stream.of(
                that("the report names another operator", REPORT_HAS_EVERY_SCAN, world -> {
                    var scan = world.reported.removeFirst();
                    world.reported.add(new Attempt(
                            scan.id(),
                            "gate-2",
                            null,
                            null,
                            scan.ticket(),
                            scan.function(),
                            scan.venue(),
                            scan.venueId(),
                            scan.reason(),
                            scan.at()));
                }),
                new Break(
                        "a scan is missing in the report",
                        List.of(REPORT_HAS_EVERY_SCAN, REPORT_COUNTS_AGREE),
                        world -> world.reported.removeFirst()),
                that(
                        "a scan counts twice",
                        REPORT_COUNTS_AGREE,
                        world -> world.reported.add(world.reported.getFirst())));
    }
}
