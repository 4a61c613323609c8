package io.turnstile.bench.rows;

import io.turnstile.bench.Line;
import io.turnstile.bench.OrderFloor;
import io.turnstile.bench.Row;
import io.turnstile.bench.Shop;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.util.List;
import java.util.function.DoubleSupplier;

/** People who buy, each of a thousand products as likely. The floor is the same statements in the same transaction. */
public final class OrderRow implements Row {
    private static final String SERVICE = "order-service";
    private static final int CONNECTIONS = 16;
    private static final Target THROUGHPUT = Target.atLeast(0.3);

    private final Supply supply = new Supply();

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
        stage.warmUp(SERVICE, seconds -> throughput(stage, shop, seconds));
        return List.of(stage.besidePostgres(
                        this, THROUGHPUT, () -> throughput(stage, shop, stage.seconds()), () -> floor(stage))
                .line());
    }

    private DoubleSupplier floor(Stage stage) {
        var floor = new OrderFloor(stage, Shop.PRODUCTS);
        return () -> floor.perSecond(name(), CONNECTIONS);
    }

    private double throughput(Stage stage, Shop shop, int seconds) {
        var answers = supply.send(stage.wrk(), stage.suite().service(SERVICE), CONNECTIONS, seconds, shop::orders);
        stage.plots().add(name(), "at full rate", answers.millis());
        return answers.perSecond();
    }
}
