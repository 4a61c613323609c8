package io.turnstile.bench.rows;

import io.turnstile.bench.BenchException;
import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.OrderFloor;
import io.turnstile.bench.Pgbench;
import io.turnstile.bench.Row;
import io.turnstile.bench.Shop;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.util.List;

/** People who buy, each of a thousand products as likely. The floor is the same statements in the same transaction. */
public final class OrderRow implements Row {
    private static final int CONNECTIONS = 16;
    private static final Target THROUGHPUT = Target.atLeast(0.3);

    private final Supply supply = new Supply(4_000);

    @Override
    public String name() {
        return "order";
    }

    @Override
    public String what() {
        return "POST /orders at order-service over 1,000 products, 16 connections";
    }

    @Override
    public List<Line> measure(Stage stage) {
        stage.streams().hold();
        var shop = new Shop(stage.suite());
        stage.warmUp(() -> throughput(stage, shop, stage.seconds()));
        if (!stage.pgbench().isThere()) {
            var most = throughput(stage, shop, stage.seconds());
            return List.of(THROUGHPUT.skipped(name(), what(), Numbers.text(most, "req/s"), Pgbench.MISSING));
        }
        var floor = new OrderFloor(stage, Shop.PRODUCTS);
        var turns = stage.inTurn(
                () -> throughput(stage, shop, stage.seconds()), () -> floor.perSecond(name(), CONNECTIONS));
        return List.of(THROUGHPUT.line(
                name(),
                what(),
                Numbers.text(turns.product(), "req/s"),
                Numbers.text(turns.floor(), "tps"),
                turns.ratio(),
                "connectors held"));
    }

    private double throughput(Stage stage, Shop shop, int seconds) {
        var answers = stage.wrk()
                .once(
                        stage.suite().service("order-service"),
                        CONNECTIONS,
                        seconds,
                        shop.orders(supply.forSeconds(seconds)));
        if (answers.refused() > 0) {
            throw new BenchException(answers.refused() + " orders were refused");
        }
        stage.plots().add(name(), "at full rate", answers.millis());
        supply.answered(answers.perSecond());
        return answers.perSecond();
    }
}
