package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.gateway.Policy;
import io.turnstile.local.gateway.PolicyManifests;
import io.turnstile.local.gateway.RouteManifests;
import io.turnstile.local.gateway.RoutingTable;
import io.turnstile.local.suite.LauncherLog;
import io.turnstile.local.suite.PortPlan;
import io.turnstile.local.suite.Progress;
import io.turnstile.local.suite.Suite;
import io.turnstile.local.suite.Tour;
import io.turnstile.platform.AotCaches;
import io.turnstile.platform.Manifests;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
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
    private static final int MOST_REQUESTS = 1_000_000;
    /** As browsers send it: lower case, no path, the scheme's own port left out. */
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(?::\\d{1,5})?");

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

    @Option(
            names = "--rate-limit",
            paramLabel = "N",
            defaultValue = "${env:TURNSTILE_RATE_LIMIT}",
            description = "let the gateway take N requests per second of a client, 0: as many as come;"
                    + " default as in deploy/kubernetes/envoy-gateway, or TURNSTILE_RATE_LIMIT")
    private Integer rateLimit;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description = "let pages of this origin call the API, such as https://shop.example.com; may be repeated,"
                    + " by default none may")
    private Set<String> corsOrigins = new LinkedHashSet<>();

    @Option(
            names = "--short-lived",
            description =
                    "for some minutes only, as tests are: no caches and no optimising compiler, so it never gets as fast")
    private boolean shortLived;

    @Override
    public Integer call() throws InterruptedException {
        var folder = common.folder();
        var progress = new Progress(spec.commandLine().getOut(), Clock.systemUTC());
        var suite = new Suite(folder, ports(), requireSensible(replicas), policy(), caches(), progress);
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

    private AotCaches caches() {
        return shortLived ? AotCaches.noneForShortLives() : TrainCommand.caches();
    }

    private PortPlan ports() {
        try {
            return new PortPlan(portOffset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** What the manifests say of the gateway, and what this machine's owner says against it. */
    private Policy policy() {
        var limits = PolicyManifests.limitsOfRepository();
        if (rateLimit != null && (rateLimit < 0 || rateLimit > MOST_REQUESTS)) {
            throw new LocalException("--rate-limit %d: between 0 and %d".formatted(rateLimit, MOST_REQUESTS));
        }
        return new Policy(
                new RoutingTable(RouteManifests.read(Manifests.ofRepository())),
                rateLimit == null ? limits : limits.withRequestsPerSecond(rateLimit),
                PolicyManifests.crossOriginOfRepository(requireOrigins(corsOrigins)));
    }

    private static Set<String> requireOrigins(Set<String> origins) {
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new LocalException(
                        "--cors-origin %s: an origin is written as https://shop.example.com".formatted(origin));
            }
        }
        return origins;
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
