package io.turnstile.acceptance.faults.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Which scenarios there are, and in which order they come. */
public final class Scenarios {
    /** Those that run as two instances. */
    public static final List<String> DOUBLED =
            List.of("order-service", "payment-service", "ticket-service", "venue-service");

    private static final List<String> SERVICES = List.of(
            "catalog-service",
            "order-service",
            "payment-service",
            "ticket-service",
            "venue-service",
            "reporting-service");
    private static final List<String> PLATFORM = List.of("connect", "kafka", "postgres");

    private Scenarios() {}

    static List<Scenario> all() {
        return Stream.<Scenario>concat(
                        Stream.concat(
                                SERVICES.stream().map(Kill.WholeService::new),
                                DOUBLED.stream().map(Kill.OneReplica::new)),
                        Stream.concat(
                                Stream.concat(
                                        PLATFORM.stream().map(Kill.PlatformPart::new),
                                        SERVICES.stream().map(Stop::new)),
                                Stream.of(new Tear(), new Repeat(), new Poison(), new KillEverything())))
                .toList();
    }

    /** One of each kind that a few minutes have room for. */
    public static List<Scenario> few(Random random) {
        return shuffled(
                List.of(
                        new Kill.WholeService("order-service"),
                        new Kill.OneReplica("venue-service"),
                        new Kill.PlatformPart("kafka"),
                        new Stop("ticket-service"),
                        new Repeat(),
                        new Poison()),
                random);
    }

    /** Without end; every scenario once before any comes again. */
    public static Iterator<Scenario> endless(Random random) {
        return Stream.generate(() -> shuffled(all(), random))
                .flatMap(List::stream)
                .iterator();
    }

    private static List<Scenario> shuffled(List<Scenario> scenarios, Random random) {
        var order = new ArrayList<>(scenarios);
        Collections.shuffle(order, random);
        return order;
    }
}
