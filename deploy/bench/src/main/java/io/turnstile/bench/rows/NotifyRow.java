package io.turnstile.bench.rows;

import io.turnstile.bench.Aside;
import io.turnstile.bench.BenchException;
import io.turnstile.bench.Gate;
import io.turnstile.bench.Latencies;
import io.turnstile.bench.Line;
import io.turnstile.bench.Redemptions;
import io.turnstile.bench.Rounds;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Suite;
import io.turnstile.bench.Target;
import io.turnstile.bench.UnpaidOrder;
import io.turnstile.bench.Visibility;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.PaymentGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * From the moment a payment gateway sends its notification until the buyer sees the tickets, and until a gate admits the
 * first of them: two hops to ticket-service (payment, order) and one more to venue-service. The buyer's request waits for
 * them ({@code wait}), as an app's would; the gate scans once, when the ticket's code is known, and venue-service lets it
 * wait for the ticket; where that was not enough it scans again. So the second time has the scan itself in it, with its
 * commit.
 */
public final class NotifyRow implements Row {
    private static final int SAMPLES = 50;
    private static final int WARM_UP = 240;
    /** Milliseconds; the connectors look that often. */
    private static final int LONGEST_PAUSE = 50;

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public String what() {
        return "from a payment notification until tickets are seen and scanned, beside one outbox-to-consumer hop";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var samples = stage.quick() ? SAMPLES / 5 : SAMPLES;
        var orders =
                UnpaidOrder.place(stage.suite(), (stage.quick() ? WARM_UP / 5 : WARM_UP) + stage.rounds() * samples);
        var warmUp = orders.size() - stage.rounds() * samples;
        var codes = List.of("TK-BNTF-0000-0000-0");
        var seen = new ArrayList<Latencies>();
        var scanned = new ArrayList<Latencies>();
        var hops = new ArrayList<Latencies>();
        var hop = stage.streams().bareHop();
        var sale = new Sale(stage.suite());
        sale.warmUp(orders.subList(0, warmUp));
        for (var round = 0; round < stage.rounds(); round++) {
            seen.add(new Latencies());
            scanned.add(new Latencies());
            var first = warmUp + round * samples;
            sale.measure(orders.subList(first, first + samples), seen.getLast(), scanned.getLast());
            hops.add(hop.pass(Redemptions.of(codes, samples).events()));
        }
        stage.plots().add(name(), "until the tickets are seen", seen.getLast());
        stage.plots().add(name(), "until the first scan is answered", scanned.getLast());
        stage.plots().add(name(), "bare hop", hops.getLast());
        return lines(new Rounds(seen), new Rounds(scanned), new Rounds(hops), samples);
    }

    private List<Line> lines(Rounds seen, Rounds scanned, Rounds hops, int samples) {
        var remark = "medians of %d rounds of %d orders".formatted(hops.rounds().size(), samples);
        var median = Target.atMost(4);
        var slow = Target.atMost(5);
        var toTickets = "notification sent until the buyer sees the tickets";
        var toGate = "notification sent until a gate has admitted one";
        return List.of(
                seen.against(hops, 50, median, name(), toTickets, remark),
                seen.against(hops, 99, slow, name(), toTickets, remark),
                scanned.against(hops, 50, median, name(), toGate, remark),
                scanned.against(hops, 99, slow, name(), toGate, remark));
    }

    /** Payment gateway, buyer and gate. */
    private record Sale(PaymentGateway payments, Api tickets, Gate gate) {
        /** At once, while warming up. */
        private static final int LANES = 4;

        Sale(Suite suite) {
            var secrets = suite.secret("payment-webhook", "secrets");
            this(
                    new PaymentGateway(new Api(suite.service("payment-service")), secrets, Clock.systemUTC()),
                    new Api(suite.service("ticket-service")),
                    Gate.open(suite));
        }

        void warmUp(List<UnpaidOrder> orders) {
            Aside.inLanes(LANES, orders.size(), number -> {
                pay(orders.get(number), new Latencies(), new Latencies());
                return number;
            });
        }

        void measure(List<UnpaidOrder> orders, Latencies seen, Latencies scanned) {
            for (var order : orders) {
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE))
                                .toNanos());
                pay(order, seen, scanned);
            }
        }

        private void pay(UnpaidOrder order, Latencies seen, Latencies scanned) {
            var notification = order.paid();
            var sent = System.nanoTime();
            // Its answer waits for the tickets too, so nobody here waits for it first.
            var answer = Aside.start(() -> payments.notifyOnce(notification));
            var shown = Visibility.await(
                    () -> tickets.get("/my/tickets?wait=1&order_id=" + order.id(), order.buyer()),
                    reply -> !reply.body().path("tickets").isEmpty());
            seen.add(Duration.ofNanos(System.nanoTime() - sent));
            gate.admitInTime(shown.body().at("/tickets/0/ticket_code").asText());
            scanned.add(Duration.ofNanos(System.nanoTime() - sent));
            if (answer.result().status() >= 300) {
                throw new BenchException(
                        "a notification was refused: " + answer.result().refusal());
            }
        }
    }
}
