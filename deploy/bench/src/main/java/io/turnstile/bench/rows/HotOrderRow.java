package io.turnstile.bench.rows;

import io.turnstile.bench.BenchException;
import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.OrderFloor;
import io.turnstile.bench.PacedLoad;
import io.turnstile.bench.Pgbench;
import io.turnstile.bench.Row;
import io.turnstile.bench.Shop;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.util.ArrayList;
import java.util.List;

/** Everybody wants the same product: one hot row. Then there is far less of it than people who ask. */
public final class HotOrderRow implements Row {
    private static final int CONNECTIONS = 64;
    private static final int HOT = 2_000_001;
    private static final int SCARCE = 2_000_002;
    private static final Target THROUGHPUT = Target.atLeast(0.3);

    private final Supply supply = new Supply(4_000);

    @Override
    public String name() {
        return "order-hot";
    }

    @Override
    public String what() {
        return "POST /orders for one product with 1,000,000 to sell, 64 connections";
    }

    @Override
    public List<Line> measure(Stage stage) {
        stage.streams().hold();
        var shop = new Shop(stage.suite());
        shop.stock(HOT, 1, 1_000_000);
        var lines = new ArrayList<Line>();
        stage.warmUp(() -> sales(stage, shop, stage.seconds()));
        double sales;
        if (stage.pgbench().isThere()) {
            var floor = new OrderFloor(stage, 1);
            var turns =
                    stage.inTurn(() -> sales(stage, shop, stage.seconds()), () -> floor.perSecond(name(), CONNECTIONS));
            sales = turns.product();
            lines.add(THROUGHPUT.line(
                    name(),
                    what(),
                    Numbers.text(sales, "req/s"),
                    Numbers.text(turns.floor(), "tps"),
                    turns.ratio(),
                    "connectors held"));
        } else {
            sales = sales(stage, shop, stage.seconds());
            lines.add(THROUGHPUT.skipped(name(), what(), Numbers.text(sales, "req/s"), Pgbench.MISSING));
        }
        lines.add(soldOut(stage, shop));
        lines.add(afterwards(stage, shop, sales));
        return lines;
    }

    private double sales(Stage stage, Shop shop, int seconds) {
        var answers = stage.wrk()
                .once(orderService(stage), CONNECTIONS, seconds, shop.orders(supply.forSeconds(seconds), HOT, 1));
        if (answers.refused() > 0) {
            throw new BenchException(answers.refused() + " orders were refused");
        }
        stage.plots().add(name(), "at full rate", answers.millis());
        supply.answered(answers.perSecond());
        return answers.perSecond();
    }

    private static String orderService(Stage stage) {
        return stage.suite().service("order-service");
    }

    /** All ask at once; exactly what there is must be sold, and everybody else be told. */
    private Line soldOut(Stage stage, Shop shop) {
        var sellable = stage.amount(5_000);
        var asking = stage.amount(50_000);
        shop.stock(SCARCE, 1, sellable);
        try (var load = new PacedLoad(orderService(stage), CONNECTIONS)) {
            var outcome = load.rush(shop.orders(asking, SCARCE, 1).iterator());
            var sold = stage.suite().count("order_service", "SELECT reserved FROM stock WHERE product_id = " + SCARCE);
            var exact = sold == sellable && outcome.failed() == asking - sellable;
            return new Line(
                    name(),
                    "%,d to sell, %,d asking".formatted(sellable, asking),
                    "%,d sold, %,d refused".formatted(sold, outcome.failed()),
                    "–",
                    "%,d".formatted(sold),
                    "exactly %,d".formatted(sellable),
                    exact ? Line.Verdict.REACHED : Line.Verdict.MISSED,
                    "");
        }
    }

    private Line afterwards(Stage stage, Shop shop, double sales) {
        var answers = stage.wrk()
                .once(
                        orderService(stage),
                        CONNECTIONS,
                        stage.seconds(),
                        shop.orders(2 * supply.forSeconds(stage.seconds()), SCARCE, 1));
        if (answers.refused() != answers.answered()) {
            throw new BenchException("something was sold that was sold out");
        }
        return Target.atLeast(1)
                .line(
                        name(),
                        "sold-out answers, of sales",
                        Numbers.text(answers.perSecond(), "req/s"),
                        Numbers.text(sales, "req/s"),
                        answers.perSecond() / sales,
                        "");
    }
}
