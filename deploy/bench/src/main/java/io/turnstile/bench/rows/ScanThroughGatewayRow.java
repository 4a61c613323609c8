package io.turnstile.bench.rows;

import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.Pier;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.util.List;

/** The same scans through the gateway; the floor is venue-service without it. */
public final class ScanThroughGatewayRow implements Row {
    private static final String SERVICE = "venue-service";
    private static final int CONNECTIONS = 16;
    private static final Target THROUGHPUT = Target.atLeast(0.7);

    private final Supply supply = new Supply();

    @Override
    public String name() {
        return "scan-gateway";
    }

    @Override
    public String what() {
        return "POST /venue/scan through the gateway, of venue-service alone";
    }

    @Override
    public List<Line> measure(Stage stage) {
        stage.streams().hold();
        var pier = new Pier(stage.suite());
        var gateway = stage.suite().description().gateway();
        stage.warmUp(SERVICE, seconds -> throughput(stage, pier, gateway, seconds));
        var turns = stage.inTurn(
                () -> throughput(stage, pier, gateway, stage.seconds()),
                () -> throughput(stage, pier, stage.suite().service(SERVICE), stage.seconds()));
        return List.of(THROUGHPUT.line(
                name(),
                what(),
                Numbers.text(turns.product(), "req/s"),
                Numbers.text(turns.floor(), "req/s"),
                turns.ratio(),
                "connectors held"));
    }

    private double throughput(Stage stage, Pier pier, String url, int seconds) {
        return supply.send(stage.wrk(), url, CONNECTIONS, seconds, pier::scans).perSecond();
    }
}
