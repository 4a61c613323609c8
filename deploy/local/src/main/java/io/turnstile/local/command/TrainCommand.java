package io.turnstile.local.command;

import io.turnstile.local.client.Api;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.demo.Demo;
import io.turnstile.local.demo.Rush;
import io.turnstile.local.gateway.Policy;
import io.turnstile.local.gateway.PolicyManifests;
import io.turnstile.local.gateway.RouteManifests;
import io.turnstile.local.gateway.RoutingTable;
import io.turnstile.local.sample.SampleData;
import io.turnstile.local.suite.DataFolder;
import io.turnstile.local.suite.LauncherLog;
import io.turnstile.local.suite.PortPlan;
import io.turnstile.local.suite.Progress;
import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.Suite;
import io.turnstile.platform.AotCaches;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/**
 * A part of {@code ./turnstile build}: starts a suite on data of its own, plays the story, and then what a busy day asks for,
 * thousands of times; each JVM writes down what it found out when it ends. The launcher's own cache is {@code ./turnstile}'s.
 */
@Command(name = "train", hidden = true, description = "Makes the caches that everything starts faster with.")
public final class TrainCommand implements Callable<Integer> {
    private static final Path TARGET = Path.of("deploy", "local", "target");
    /** At once, once the story has been played alone. */
    private static final int LANES = 4;
    /** For what is asked for seldom: refusals, repetitions, cancelled orders. */
    private static final int STORIES_OF_A_LANE = 3;
    /** Ten scans each: what was called some thousand times is what the JVM wants to optimise. */
    private static final int FAMILIES_OF_A_LANE = 130;

    /** What a suite that is started finds of an earlier training; {@code ./turnstile} says whether it still fits. */
    static AotCaches caches() {
        var fitting = System.getProperty("turnstile.caches");
        return fitting == null ? AotCaches.none() : AotCaches.in(Path.of(fitting));
    }

    private static Path cacheFolder() {
        return Repository.root().resolve(TARGET).resolve("caches");
    }

    @Override
    public Integer call() {
        var caches = AotCaches.recordedInto(cacheFolder());
        var folder = new DataFolder(Repository.root().resolve(TARGET).resolve("training"));
        folder.prepare();
        LauncherLog.writeTo(folder);
        var progress = new Progress(new PrintWriter(Writer.nullWriter()), Clock.systemUTC());
        var suite = new Suite(folder, somePorts(), Map.of(), policy(), caches, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop"));
        suite.start();
        play(suite, new Secrets(folder.secrets()));
        var running = suite.description();
        suite.close();
        running.services().forEach(service -> caches.requireWritten(service.service()));
        running.platform().stream()
                .filter(part -> !part.name().equals("postgres"))
                .forEach(part -> caches.requireWritten(part.name()));
        return 0;
    }

    private static void play(Suite suite, Secrets secrets) {
        var description = suite.description();
        var api = new Api(description.gateway());
        var clock = Clock.systemUTC();
        var payments = new PaymentGateway(api, secrets.value("payment-webhook", "secrets"), clock);
        var key = secrets.signingKey();
        var samples = SampleData.read();
        var silence = new PrintWriter(Writer.nullWriter());
        var story = new Demo(api, payments, key, description.issuer(), samples, clock, silence);
        var rush = new Rush(api, payments, key, description.issuer(), samples, clock);
        story.play();
        inLanes(() -> IntStream.range(0, STORIES_OF_A_LANE).forEach(_ -> story.play()));
        inLanes(() -> rush.at(FAMILIES_OF_A_LANE));
    }

    private static void inLanes(Runnable lane) {
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, LANES)
                    .mapToObj(_ -> CompletableFuture.runAsync(lane, lanes))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).join();
        }
    }

    /** Not those of a suite that runs, most likely; where they are taken all the same there is no training. */
    private static PortPlan somePorts() {
        return new PortPlan(ThreadLocalRandom.current().nextInt(200, 13_000));
    }

    private static Policy policy() {
        return new Policy(
                new RoutingTable(RouteManifests.read(Manifests.ofRepository())),
                PolicyManifests.limitsOfRepository().withRequestsPerSecond(0),
                PolicyManifests.crossOriginOfRepository(Set.of()));
    }
}
