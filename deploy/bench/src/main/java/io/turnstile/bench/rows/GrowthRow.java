package io.turnstile.bench.rows;

import io.turnstile.bench.Aside;
import io.turnstile.bench.IssuedTickets;
import io.turnstile.bench.Latencies;
import io.turnstile.bench.Line;
import io.turnstile.bench.Line.Verdict;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.PacedLoad;
import io.turnstile.bench.PlacedOrders;
import io.turnstile.bench.Request;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Whether those who come in the fifth year wait longer than those of the first day. The rate is steady and moderate, so
 * that what is compared is the way of one request and not how many fit beside each other.
 */
public final class GrowthRow implements Row {
    private static final int FEW = 10_000;
    private static final int MANY = 5_000_000;
    private static final int SCANS_PER_SECOND = 150;
    private static final int ORDERS_PER_SECOND = 75;
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = 4;
    private static final Target RATIO = Target.atMost(1.3);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String what() {
        return "p99 of scan and order at 5 million tickets and orders beside that at 10 thousand";
    }

    @Override
    public List<Line> measure(Stage stage) {
        stage.streams().hold();
        stage.streams().forget();
        var tickets = new IssuedTickets(stage.suite());
        var orders = new PlacedOrders(stage.suite());
        var scanning = new Use(stage, "scan", "venue-service", SCANS_PER_SECOND, tickets::scans);
        var ordering = new Use(stage, "order", "order-service", ORDERS_PER_SECOND, orders::orders);
        grow(tickets, orders, FEW);
        var few = P99s.of(scanning, ordering, FEW);
        var many = stage.amount(MANY);
        var taken = grow(tickets, orders, many);
        var grown = P99s.of(scanning, ordering, many);
        return List.of(
                new Line(
                        name(),
                        "loading",
                        "%,d tickets and orders in %d s".formatted(many, taken.toSeconds()),
                        "–",
                        "–",
                        "–",
                        Verdict.SHOWN,
                        ""),
                line("p99 of %d scans/s at %,d tickets".formatted(SCANS_PER_SECOND, many), few.scans(), grown.scans()),
                line(
                        "p99 of %d orders/s at %,d orders".formatted(ORDERS_PER_SECOND, many),
                        few.orders(),
                        grown.orders()));
    }

    /** Both databases at once. */
    private static Duration grow(IssuedTickets tickets, PlacedOrders orders, long wanted) {
        var begin = System.nanoTime();
        var growing = CompletableFuture.runAsync(() -> orders.growTo(wanted));
        tickets.growTo(wanted);
        growing.join();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Line line(String what, double[] few, double[] many) {
        return RATIO.line(
                name(),
                what + ", beside %,d".formatted(FEW),
                Numbers.text(Numbers.median(many), "ms"),
                Numbers.text(Numbers.median(few), "ms"),
                Numbers.median(many) / Numbers.median(few),
                "windows: %s; %s".formatted(text(few), text(many)));
    }

    private static String text(double[] millis) {
        return String.join(
                        ", ",
                        Arrays.stream(millis)
                                .mapToObj(it -> Numbers.text(it, ""))
                                .toList()) + " ms";
    }

    /** Milliseconds, of each window. */
    private record P99s(double[] scans, double[] orders) {

        /** Both at once, as on any day. */
        static P99s of(Use scanning, Use ordering, int amount) {
            var orders = Aside.start(() -> ordering.p99s(amount));
            return new P99s(scanning.p99s(amount), orders.result());
        }
    }

    /** @param requests so many that were not sent before */
    private record Use(Stage stage, String what, String service, int perSecond, IntFunction<List<Request>> requests) {

        /**
         * Of each window. The requests are made before all of them, for the other use is measured meanwhile. The connections
         * are new: those from before a load may be given up by either side just now.
         */
        double[] p99s(int amount) {
            try (var load = new PacedLoad(stage.suite().service(service), CONNECTIONS)) {
                return p99s(amount, load);
            }
        }

        private double[] p99s(int amount, PacedLoad load) {
            var warmUp = (stage.quick() ? 1 : WARM_UP_SECONDS) * 2 * perSecond;
            var window = stage.seconds() * perSecond;
            // One more than rounds: the median of three is none of those that something else disturbed.
            var windows = stage.rounds() + 1;
            var all = requests.apply(warmUp + windows * window).iterator();
            send(load, all, warmUp, 2 * perSecond);
            var p99s = new double[windows];
            for (var round = 0; round < p99s.length; round++) {
                var latencies = send(load, all, window, perSecond);
                stage.plots().add("growth", "%s at %,d".formatted(what, amount), latencies);
                p99s[round] = latencies.millis(99);
            }
            return p99s;
        }

        private Latencies send(PacedLoad load, Iterator<Request> all, int count, int rate) {
            return load.send(Stream.generate(all::next).limit(count).iterator(), rate)
                    .requireNoneFailed(what)
                    .latencies();
        }
    }
}
