package io.turnstile.bench.rows;

import io.turnstile.bench.Backlog;
import io.turnstile.bench.Line;
import io.turnstile.bench.Line.Verdict;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.Redemptions;
import io.turnstile.bench.ReportedRedemptions;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Target;
import io.turnstile.bench.Tickets;
import java.time.Duration;
import java.util.List;

/**
 * How many redemptions a second go from venue-service's outbox into the report. They are written while they are carried, as
 * at an evening's gates, in commits of ten rows by one connection, as fast as that goes: an event never comes without a
 * commit. The floor's are written just so, and may come close to the speed of the writing. Both times run from before the
 * first commit until all have arrived.
 *
 * <p>All of the suite runs that hears of redemptions, ticket-service too; the tickets are there, or it would log an error for
 * each. The floor waits until it has heard of all.
 */
public final class StreamRow implements Row {
    private static final int TICKETS = 10_000;
    /** Events of a window of the warming up. */
    private static final int WARM_UP = 4_000;
    /** Whose report is waited for. */
    private static final String SERVICE = "reporting-service";
    /** Of the events of a round: as many as take a measurement's time at the rate of the warming up. */
    private static final int FEWEST = 500;

    private static final int MOST = 50_000;
    private static final int PER_COMMIT = 10;
    /** Of the rate that was measured; what is left is for a gate's own work. */
    private static final double STEADY = 0.7;

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public String what() {
        return "events per second from the outbox to the report, beside one bare connector and consumer";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var codes = Tickets.load(stage.suite(), "STR", TICKETS).codes();
        var hop = stage.streams().bareHop();
        try (var report = new ReportedRedemptions(stage.suite(), PER_COMMIT)) {
            var warmUp = stage.quick() ? FEWEST : WARM_UP;
            hop.carry(Redemptions.of(codes, 2 * warmUp).events(), PER_COMMIT);
            var level = stage.warmUp(SERVICE, _ -> perSecond(warmUp, report.fill(Redemptions.of(codes, warmUp))));
            var events = (int) Math.clamp(level * stage.seconds(), FEWEST, MOST);
            var turns = stage.inTurn(
                    () -> perSecond(events, report.fill(Redemptions.of(codes, events))),
                    () -> perSecond(
                            events, hop.carry(Redemptions.of(codes, events).events(), PER_COMMIT)));
            var rate = STEADY * turns.product();
            var backlog = report.follow(Redemptions.of(codes, (int) (rate * 2 * stage.seconds())), rate);
            return List.of(throughput(turns, events), level(backlog, rate));
        }
    }

    private Line throughput(Stage.Turns turns, int events) {
        return Target.atLeast(0.7)
                .line(
                        name(),
                        "events from outbox to report",
                        Numbers.text(turns.product(), "/s"),
                        Numbers.text(turns.floor(), "/s"),
                        turns.ratio(),
                        "%d events a round, %d a commit".formatted(events, PER_COMMIT));
    }

    private Line level(Backlog backlog, double rate) {
        // A tenth of a second's events is noise; a backlog that grows has gathered more between the middle and the end.
        var level = backlog.end() <= backlog.middle() + rate / 10;
        return new Line(
                name(),
                "backlog at %s written".formatted(Numbers.text(rate, "/s")),
                Numbers.text(backlog.end(), "events"),
                "–",
                "%s at the end, %s in the middle"
                        .formatted(Numbers.text(backlog.end(), ""), Numbers.text(backlog.middle(), "")),
                "level",
                level ? Verdict.REACHED : Verdict.MISSED,
                "%.1f of the rate above".formatted(STEADY));
    }

    private static double perSecond(int events, Duration taken) {
        return events * 1_000_000_000.0 / taken.toNanos();
    }
}
