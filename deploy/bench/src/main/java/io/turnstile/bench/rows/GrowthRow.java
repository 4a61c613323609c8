package io.turnstile.bench.rows;

import io.turnstile.bench.Aside;
import io.turnstile.bench.IssuedTickets;
import io.turnstile.bench.Line;
import io.turnstile.bench.Line.Verdict;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.PlacedOrders;
import io.turnstile.bench.Request;
import io.turnstile.bench.Rounds;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.time.Duration;
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
    private static final int SCANS_PER_SECOND = 100;
    private static final int ORDERS_PER_SECOND = 50;
    private static final int CONNECTIONS = 16;
    /** Before what is measured, at the same rate: the tables are new. */
    private static final int WARM_UP_WINDOWS = 3;
    /**
     * Of a second, and many: a service in its first minutes stands still for a moment every few seconds, before and after, and
     * the median window is one in which it did not.
     */
    private static final int WINDOWS = 9;

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
        var scanning = new Use(stage, "scan", "venue-service", SCANS_PER_SECOND, new Supply(), tickets::scans);
        var ordering = new Use(stage, "order", "order-service", ORDERS_PER_SECOND, new Supply(), orders::orders);
        grow(tickets, orders, FEW);
        if (!scanning.isWarm() || !ordering.isWarm()) {
            warmUp(scanning, ordering);
            // Again, without the orders and scans of the warming up.
            grow(tickets, orders, FEW);
        }
        var few = Waits.of(scanning, ordering, FEW);
        var many = stage.amount(MANY);
        var taken = grow(tickets, orders, many);
        var grown = Waits.of(scanning, ordering, many);
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
                line("%d scans/s at %,d tickets".formatted(SCANS_PER_SECOND, many), few.scans(), grown.scans()),
                line("%d orders/s at %,d orders".formatted(ORDERS_PER_SECOND, many), few.orders(), grown.orders()));
    }

    /** As much as gets answered: services that have just started do not keep the rate. */
    private static void warmUp(Use scanning, Use ordering) {
        var orders = Aside.run(ordering::warmUp);
        try {
            scanning.warmUp();
        } finally {
            orders.result();
        }
    }

    /** Both databases at once. */
    private static Duration grow(IssuedTickets tickets, PlacedOrders orders, long wanted) {
        var begin = System.nanoTime();
        var growing = CompletableFuture.runAsync(() -> orders.growTo(wanted));
        tickets.growTo(wanted);
        growing.join();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Line line(String what, Rounds few, Rounds many) {
        return many.against(
                few,
                99,
                RATIO,
                name(),
                what + ", beside %,d".formatted(FEW),
                "medians of %d windows of a second; all as one: p50 %s and %s, p99 %s and %s"
                        .formatted(many.rounds().size(), all(many, 50), all(few, 50), all(many, 99), all(few, 99)));
    }

    private static String all(Rounds windows, double percentile) {
        return Numbers.text(windows.together().millis(percentile), "ms");
    }

    private record Waits(Rounds scans, Rounds orders) {

        /** Both at once, as on any day. */
        static Waits of(Use scanning, Use ordering, int amount) {
            var orders = Aside.start(() -> ordering.windows(amount));
            try {
                return new Waits(scanning.windows(amount), orders.result());
            } finally {
                orders.result();
            }
        }
    }

    /** @param requests so many that were not sent before */
    private record Use(
            Stage stage,
            String what,
            String service,
            int perSecond,
            Supply supply,
            IntFunction<Stream<Request>> requests) {

        /** Earlier rows have sent it much. */
        boolean isWarm() {
            return stage.isLoaded(service);
        }

        void warmUp() {
            stage.warmUp(service, seconds -> supply.send(stage.wrk(), url(), CONNECTIONS, seconds, requests)
                    .perSecond());
        }

        /**
         * The requests are made before all of them, for the other use is measured meanwhile. The connections are new: those
         * from before a load may be given up by either side just now.
         */
        Rounds windows(int amount) {
            var warmUp = stage.quick() ? 1 : WARM_UP_WINDOWS;
            var count = warmUp + (stage.quick() ? 3 : WINDOWS);
            var all = requests.apply(count * perSecond).toList();
            var windows = stage.wrk().paced(url(), CONNECTIONS, perSecond, all, count);
            var rounds = new Rounds(windows.subList(warmUp, count));
            stage.plots().add("growth", "%s at %,d".formatted(what, amount), rounds.together());
            return rounds;
        }

        private String url() {
            return stage.suite().service(service);
        }
    }
}
