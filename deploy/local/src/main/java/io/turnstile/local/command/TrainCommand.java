package io.turnstile.local.command;

import io.turnstile.local.client.Api;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.demo.Demo;
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
import io.turnstile.platform.ClassArchives;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;

/**
 * A part of {@code ./turnstile build}: starts a suite on data of its own, plays the story once, and keeps what each JVM has
 * loaded by then.
 */
@Command(name = "train", hidden = true, description = "Makes the archives that everything starts faster with.")
public final class TrainCommand implements Callable<Integer> {
    private static final Path TARGET = Path.of("deploy", "local", "target");

    /** What a suite that is started finds of an earlier training; {@code ./turnstile} says whether it still fits. */
    static ClassArchives archives() {
        var fitting = System.getProperty("turnstile.archives");
        return fitting == null ? ClassArchives.none() : ClassArchives.in(Path.of(fitting));
    }

    private static Path archiveFolder() {
        return Repository.root().resolve(TARGET).resolve("archives");
    }

    @Override
    public Integer call() {
        var archives = ClassArchives.recordedInto(archiveFolder());
        var folder = new DataFolder(Repository.root().resolve(TARGET).resolve("training"));
        folder.prepare();
        LauncherLog.writeTo(folder);
        var progress = new Progress(new PrintWriter(Writer.nullWriter()), Clock.systemUTC());
        var suite = new Suite(folder, somePorts(), Map.of(), policy(), archives, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop"));
        suite.start();
        play(suite, new Secrets(folder.secrets()));
        var running = suite.description();
        running.services().forEach(service -> archives.keep(service.service(), service.pid()));
        running.platform().stream()
                .filter(part -> !part.name().equals("postgres"))
                .forEach(part -> archives.keep(part.name(), part.pid()));
        archives.keep("launcher", ProcessHandle.current().pid());
        return 0;
    }

    private static void play(Suite suite, Secrets secrets) {
        var description = suite.description();
        var api = new Api(description.gateway());
        var clock = Clock.systemUTC();
        var payments = new PaymentGateway(api, secrets.value("payment-webhook", "secrets"), clock);
        var silence = new PrintWriter(Writer.nullWriter());
        new Demo(api, payments, secrets.signingKey(), description.issuer(), SampleData.read(), clock, silence).play();
    }

    /** Not those of a suite that runs, most likely; where they are taken all the same there is no training. */
    private static PortPlan somePorts() {
        return new PortPlan(ThreadLocalRandom.current().nextInt(200, 13_000));
    }

    private static Policy policy() {
        return new Policy(
                new RoutingTable(RouteManifests.read(Manifests.ofRepository())),
                PolicyManifests.limitsOfRepository(),
                PolicyManifests.crossOriginOfRepository(Set.of()));
    }
}
