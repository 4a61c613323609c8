package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.suite.LauncherLog;
import io.turnstile.local.suite.PortPlan;
import io.turnstile.local.suite.Progress;
import io.turnstile.local.suite.Suite;
import io.turnstile.local.suite.Tour;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Starts everything and stays; Ctrl-C stops it. The data survives, however it is stopped.",
        footer = {
            "",
            "Ports, all on 127.0.0.1:",
            "  gateway 8080, development issuer 8090",
            "  catalog-service 8101, order-service 8102, payment-service 8103,",
            "  ticket-service 8104, venue-service 8105, reporting-service 8106;",
            "  a further instance of a service 10 higher,",
            "  management (health, metrics) of each 1000 higher",
            "  PostgreSQL 15432, Kafka 19092, Kafka Connect 18083"
        })
public final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--replicas",
            paramLabel = "SERVICE=N",
            description = "run N instances of a service (at most " + PortPlan.MOST_REPLICAS + "); may be repeated")
    private Map<String, Integer> replicas = new HashMap<>();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "${env:TURNSTILE_PORT_OFFSET:-0}",
            description = "add N to every port; default 0, or TURNSTILE_PORT_OFFSET")
    private int portOffset;

    @Override
    public Integer call() throws InterruptedException {
        var folder = common.folder();
        var progress = new Progress(spec.commandLine().getOut(), Clock.systemUTC());
        var suite = new Suite(folder, ports(), requireSensible(replicas), progress);
        folder.prepare();
        LauncherLog.writeTo(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite, progress), "stop"));
        try {
            suite.start();
        } catch (RuntimeException e) {
            if (suite.isClosing()) {
                return 0;
            }
            suite.close();
            throw e;
        }
        progress.show(Tour.of(suite.description(), folder));
        progress.say("Turnstile is ready");
        // Only a signal ends it.
        new CountDownLatch(1).await();
        return 0;
    }

    private static void stop(Suite suite, Progress progress) {
        if (!suite.isClosing()) {
            progress.say("stopping");
            suite.close();
            progress.say("stopped; the data stays");
        }
    }

    private PortPlan ports() {
        try {
            return new PortPlan(portOffset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static Map<String, Integer> requireSensible(Map<String, Integer> replicas) {
        replicas.forEach((service, number) -> {
            if (number < 1 || number > PortPlan.MOST_REPLICAS) {
                throw new LocalException("--replicas %s=%d: between 1 and %d can run here"
                        .formatted(service, number, PortPlan.MOST_REPLICAS));
            }
        });
        return replicas;
    }
}
