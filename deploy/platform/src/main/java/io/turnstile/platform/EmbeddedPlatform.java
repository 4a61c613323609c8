package io.turnstile.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/**
 * The platform without containers: PostgreSQL, the broker and Connect each as a process of this machine, on the loopback
 * interface only. Whatever is killed, a start on the same data folder goes on where it was.
 */
public final class EmbeddedPlatform implements Platform {
    private final Manifests manifests;
    private final PlatformSettings settings;
    private final Endpoints endpoints;
    private final Connectors connectors;
    private final Map<EmbeddedPart, ChildProcess> running = Collections.synchronizedMap(new LinkedHashMap<>());
    private CompletableFuture<Void> connectStart = CompletableFuture.completedFuture(null);

    private EmbeddedPlatform(Manifests manifests, PlatformSettings settings, Endpoints endpoints) {
        this.manifests = manifests;
        this.settings = settings;
        this.endpoints = endpoints;
        this.connectors = new Connectors(manifests, endpoints.connectUrl());
    }

    /**
     * Comes back when PostgreSQL and Kafka serve. Connect, where it is wanted, goes on starting meanwhile: services can
     * start beside it, and whatever needs it waits.
     *
     * @throws PlatformException where a part does not start; those that did are stopped again
     */
    public static EmbeddedPlatform start(Manifests manifests, PlatformSettings settings) {
        var folder = DataFolder.at(settings.dataFolder());
        takeOver(folder);
        var platform = new EmbeddedPlatform(manifests, settings, Endpoints.choose("127.0.0.1", settings));
        try {
            platform.startParts(folder);
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
        return platform;
    }

    /** Stops what still runs on the data folder and removes all of it. */
    public static void discard(Path dataFolder) {
        if (Files.exists(dataFolder)) {
            takeOver(DataFolder.at(dataFolder));
            Folders.delete(dataFolder);
        }
    }

    /** Ends what a killed owner of the folder left running; an owner that lives keeps it. */
    private static void takeOver(DataFolder folder) {
        folder.claim();
        PidFile.of(folder, ConnectPart.NAME).stopLeftOver(ChildProcess.StopSignal.TERM);
        PidFile.of(folder, KafkaPart.NAME).stopLeftOver(ChildProcess.StopSignal.TERM);
        PidFile.of(folder, PostgresPart.NAME).stopLeftOver(ChildProcess.StopSignal.INT);
    }

    private void startParts(DataFolder folder) {
        var jvm = ChildJvm.of(folder, settings.caches());
        var databases = new Databases(
                endpoints.postgresHost(), endpoints.postgresPort(), manifests, settings.passwordOfSecret());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = CompletableFuture.runAsync(
                    () -> {
                        var binaries =
                                PostgresBinaries.unpackedUnder(jvm.target().resolve("postgresql"));
                        start(new PostgresPart(folder, binaries, manifests, databases, settings.durable()));
                        databases.provision();
                    },
                    threads);
            var kafka = CompletableFuture.runAsync(
                    () -> {
                        start(new KafkaPart(folder, jvm, manifests, endpoints.kafkaPort()));
                        applyTopics();
                    },
                    threads);
            join(CompletableFuture.allOf(postgres, kafka));
        }
        if (settings.withConnect()) {
            connectStart = CompletableFuture.runAsync(() -> start(connect(folder, jvm)), Thread::startVirtualThread);
        }
    }

    private static void join(CompletableFuture<Void> started) {
        try {
            started.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PlatformException cause ? cause : e;
        }
    }

    private ConnectPart connect(DataFolder folder, ChildJvm jvm) {
        var environment = ConnectEnvironment.of(
                manifests,
                settings.passwordOfSecret(),
                Map.of(
                        "POSTGRES_HOST", endpoints.postgresHost(),
                        "POSTGRES_PORT", Integer.toString(endpoints.postgresPort()),
                        "KAFKA_BOOTSTRAP_SERVERS", endpoints.kafkaBootstrapServers()));
        return new ConnectPart(folder, jvm, manifests, endpoints, new ConnectApi(endpoints.connectUrl()), environment);
    }

    private void start(EmbeddedPart part) {
        var begin = Instant.now();
        running.put(part, part.start());
        settings.progress()
                .accept("%s is up after %.1f s"
                        .formatted(
                                part.name(),
                                Duration.between(begin, Instant.now()).toMillis() / 1000.0));
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public void applyTopics() {
        new Topics(endpoints.kafkaBootstrapServers()).apply(manifests.topics());
    }

    @Override
    public void applyConnectors() {
        join(connectStart);
        connectors.apply();
    }

    @Override
    public List<ConnectorStatus> connectorStatus() {
        join(connectStart);
        return connectors.status();
    }

    @Override
    public List<Part> parts() {
        synchronized (running) {
            return running.entrySet().stream()
                    .map(entry ->
                            new Part(entry.getKey().name(), entry.getValue().pid()))
                    .toList();
        }
    }

    @Override
    public void restart(String part) {
        var found = snapshot().stream()
                .filter(candidate -> candidate.name().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + part));
        running.get(found).stop();
        start(found);
    }

    private List<EmbeddedPart> snapshot() {
        synchronized (running) {
            return new ArrayList<>(running.keySet());
        }
    }

    /** Connect goes before the broker that it writes to. */
    @Override
    public void close() {
        // What is still starting must be there to be stopped.
        connectStart.handle((_, _) -> null).join();
        connectors.close();
        var parts = snapshot();
        parts.stream().filter(ConnectPart.class::isInstance).forEach(part -> running.get(part)
                .stop());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.forEach(part -> threads.submit(() -> running.get(part).stop()));
        }
        running.clear();
    }
}
