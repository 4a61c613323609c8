package io.turnstile.bench.rows;

import io.turnstile.bench.Gate;
import io.turnstile.bench.Latencies;
import io.turnstile.bench.Line;
import io.turnstile.bench.Redemptions;
import io.turnstile.bench.Rounds;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Suite;
import io.turnstile.bench.Target;
import io.turnstile.bench.Tickets;
import io.turnstile.bench.Visibility;
import io.turnstile.local.client.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * From the moment a gate has its answer until an analyst who asks for the newest scan sees it. One scan after another, at
 * moments that have nothing to do with the connector's: one that follows the last at once would always find the connector in
 * the same mood.
 *
 * <p>The floor begins a little earlier, before its commit, and ends with a record in a consumer's hand, where the suite's time
 * goes on through the inbox, the report's tables and an HTTP request.
 */
public final class RedeemToReportRow implements Row {
    private static final int SAMPLES = 50;
    private static final int WARM_UP = 120;
    /** Milliseconds; the connectors look that often. */
    private static final int LONGEST_PAUSE = 50;

    @Override
    public String name() {
        return "redeem-to-report";
    }

    @Override
    public String what() {
        return "from a scan's answer until the report shows it, beside one outbox-to-consumer hop";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var samples = stage.quick() ? SAMPLES / 5 : SAMPLES;
        var warmUp = stage.quick() ? WARM_UP / 5 : WARM_UP;
        var codes = Tickets.load(stage.suite(), "RTR", warmUp + stage.rounds() * samples)
                .codes();
        var sight = new Sight(stage.suite());
        var product = new ArrayList<Latencies>();
        var floor = new ArrayList<Latencies>();
        var hop = stage.streams().bareHop();
        sight.warmUp(codes.subList(0, warmUp));
        for (var round = 0; round < stage.rounds(); round++) {
            var first = warmUp + round * samples;
            product.add(sight.measure(codes.subList(first, first + samples)));
            floor.add(hop.pass(Redemptions.of(codes, samples).events()));
        }
        stage.plots().add(name(), "scan answered until reported", product.getLast());
        stage.plots().add(name(), "bare hop", floor.getLast());
        return lines(new Rounds(product), new Rounds(floor), samples);
    }

    private List<Line> lines(Rounds product, Rounds floor, int samples) {
        var measure = "scan answered until the report shows it";
        var remark =
                "medians of %d rounds of %d scans".formatted(product.rounds().size(), samples);
        return List.of(product.against(floor, 99, Target.atMost(5), name(), measure, remark));
    }

    /** A gate, and an analyst who looks at it. */
    private record Sight(Gate gate, Api report, String analyst) {

        Sight(Suite suite) {
            this(Gate.open(suite), new Api(suite.service("reporting-service")), suite.token("bench-ann", "analyst"));
        }

        /** Not looked at one by one, so that much is compiled in little time. */
        void warmUp(List<String> codes) {
            codes.forEach(code -> {
                gate.admit(code);
                newest();
            });
            Visibility.await(this::newest, reply -> shows(codes.getLast(), reply));
        }

        Latencies measure(List<String> codes) {
            var latencies = new Latencies();
            for (var code : codes) {
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE))
                                .toNanos());
                gate.admit(code);
                var answered = System.nanoTime();
                Visibility.await(this::newest, reply -> shows(code, reply));
                latencies.add(Duration.ofNanos(System.nanoTime() - answered));
            }
            return latencies;
        }

        private Api.Reply newest() {
            return report.get("/reports/redemptions?limit=1", analyst);
        }

        private static boolean shows(String code, Api.Reply reply) {
            return reply.body().at("/events/0/ticket_code").asText().equals(code);
        }
    }
}
