package io.turnstile.bench.rows;

import io.turnstile.bench.BenchException;
import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.OrderFloor;
import io.turnstile.bench.Row;
import io.turnstile.bench.Shop;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Everybody wants the same product: one hot row. Then there is far less of it than people who ask. */
public final class HotOrderRow implements Row {
    private static final String SERVICE = "order-service";
    private static final int CONNECTIONS = 64;
    /** As many as order-service has. With 64 clients at one row the floor is a quarter of that: they only wake each other. */
    private static final int DATABASE_CONNECTIONS = 16;

    private static final int HOT = 2_000_001;
    private static final int SCARCE = 2_000_002;
    private static final Target THROUGHPUT = Target.atLeast(0.3);

    private final Supply supply = new Supply();

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
        // First, for that many are what warms the service up.
        var soldOut = soldOut(stage, shop);
        stage.loaded(SERVICE);
        stage.warmUp(SERVICE, seconds -> sales(stage, shop, seconds));
        var sales =
                stage.besidePostgres(this, THROUGHPUT, () -> sales(stage, shop, stage.seconds()), () -> floor(stage));
        return List.of(sales.line(), soldOut, afterwards(stage, shop, sales.perSecond()));
    }

    private DoubleSupplier floor(Stage stage) {
        var floor = new OrderFloor(stage, 1);
        return () -> floor.perSecond(name(), DATABASE_CONNECTIONS);
    }

    private double sales(Stage stage, Shop shop, int seconds) {
        var answers = supply.send(
                stage.wrk(), orderService(stage), CONNECTIONS, seconds, number -> shop.orders(number, HOT, 1));
        stage.plots().add(name(), "at full rate", answers.millis());
        return answers.perSecond();
    }

    private static String orderService(Stage stage) {
        return stage.suite().service(SERVICE);
    }

    /** All ask at once; exactly what there is must be sold, and everybody else be told. */
    private Line soldOut(Stage stage, Shop shop) {
        var sellable = stage.amount(5_000);
        var asking = stage.amount(50_000);
        shop.stock(SCARCE, 1, sellable);
        // All is sold before the second half of these is asked for.
        var buying = 2 * sellable;
        var requests = Stream.concat(shop.orders(buying, SCARCE, 1), shop.ordersInVain(asking - buying, SCARCE));
        var refused = stage.wrk().crowd(orderService(stage), CONNECTIONS, requests.toList());
        var sold = stage.suite().count("order_service", "SELECT reserved FROM stock WHERE product_id = " + SCARCE);
        var exact = sold == sellable && refused == asking - sellable;
        return new Line(
                name(),
                "%,d to sell, %,d asking".formatted(sellable, asking),
                "%,d sold, %,d refused".formatted(sold, refused),
                "–",
                "%,d".formatted(sold),
                "exactly %,d".formatted(sellable),
                exact ? Line.Verdict.REACHED : Line.Verdict.MISSED,
                "");
    }

    private Line afterwards(Stage stage, Shop shop, double sales) {
        // Each of them takes little, so a short time has thousands of them; their requests take longer to make.
        var seconds = Math.max(1, stage.seconds() / 2);
        var answers = stage.wrk()
                .once(
                        orderService(stage),
                        CONNECTIONS,
                        seconds,
                        shop.orders(5 * supply.forSeconds(seconds), SCARCE, 1));
        if (answers.exhausted()) {
            throw new BenchException("there were more answers than requests had been made for");
        }
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
