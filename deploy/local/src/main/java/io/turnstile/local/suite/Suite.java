package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.local.gateway.Backend;
import io.turnstile.local.gateway.Gateway;
import io.turnstile.local.gateway.Policy;
import io.turnstile.local.issuer.DevelopmentIssuer;
import io.turnstile.platform.AotCaches;
import io.turnstile.platform.EmbeddedPlatform;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Platform;
import io.turnstile.platform.PlatformSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * All of Turnstile on this machine, from the deployment's manifests: the platform, the services, a gateway before them
 * and a development issuer beside them.
 */
public final class Suite implements AutoCloseable {
    private final DataFolder folder;
    private final PortPlan ports;
    private final Map<String, Integer> replicas;
    private final Policy policy;
    private final AotCaches caches;
    private final Progress progress;
    private final Manifests manifests = Manifests.ofRepository();
    private final Secrets secrets;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private Platform platform;
    private Services services;
    private final Object describing = new Object();
    private volatile boolean closing;

    /**
     * @param replicas how many instances of a service, by its name; one where it is not named
     * @param policy of the gateway
     * @param caches what every JVM starts faster with
     */
    public Suite(
            DataFolder folder,
            PortPlan ports,
            Map<String, Integer> replicas,
            Policy policy,
            AotCaches caches,
            Progress progress) {
        this.folder = folder;
        this.ports = ports;
        this.replicas = replicas;
        this.policy = policy;
        this.caches = caches;
        this.progress = progress;
        this.secrets = new Secrets(folder.secrets());
    }

    /**
     * Comes back when every request would be served.
     *
     * @throws LocalException where something is in the way; what was started until then is stopped by {@link #close()}
     */
    public void start() {
        folder.prepare();
        own(SuiteLock.take(folder));
        SuiteDescription.delete(folder);
        var instances = new Instances(manifests, ports, replicas, secrets, caches, folder).all();
        clearTheWay(instances);
        var vertx = own(
                vertx(),
                it -> it.close().toCompletionStage().toCompletableFuture().join());
        own(DevelopmentIssuer.start(vertx, ports.issuer(), secrets.signingKey()));
        progress.say("starting PostgreSQL, Kafka and Kafka Connect");
        platform = own(EmbeddedPlatform.start(manifests, platformSettings()));
        progress.say("starting %d services".formatted(instances.size()));
        services = new Services(instances, progress, this::describe);
        own(services);
        services.start();
        var outboxes = CompletableFuture.runAsync(this::connectOutboxes, Thread::startVirtualThread);
        own(Gateway.start(vertx, ports.gateway(), policy, backends(instances)));
        progress.say("the gateway listens");
        new Samples(ports, secrets, progress).load();
        outboxes.join();
        services.supervise();
        own(new PlatformWatch(platform, progress, this::describe));
        describe();
    }

    private void clearTheWay(List<ServiceInstance> instances) {
        var leftOvers = new LeftOvers(folder);
        leftOvers.stopServices();
        FreePorts.require(List.of(
                new PortPlan.PortUse(ports.gateway(), "the gateway"),
                new PortPlan.PortUse(ports.issuer(), "the development issuer")));
        FreePorts.require(instances.stream().flatMap(ServiceInstance::ports).toList());
        if (!leftOvers.hasPlatform()) {
            FreePorts.require(ports.platform());
        }
        instances.forEach(ServiceInstance::requireBuilt);
    }

    private PlatformSettings platformSettings() {
        return new PlatformSettings(
                folder.root(),
                ports.postgres(),
                ports.kafka(),
                ports.connect(),
                true,
                true,
                caches,
                secret -> secrets.value(secret, "password"),
                progress::say);
    }

    private void connectOutboxes() {
        platform.applyConnectors();
        new ConnectorsReady(platform, manifests).await();
        progress.say("the outbox connectors run");
    }

    private static Map<String, Backend> backends(List<ServiceInstance> instances) {
        return instances.stream()
                .collect(Collectors.groupingBy(
                        ServiceInstance::service,
                        Collectors.collectingAndThen(
                                Collectors.mapping(ServiceInstance::address, Collectors.toList()), Backend::new)));
    }

    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    public SuiteDescription description() {
        return new SuiteDescription(
                ProcessHandle.current().pid(),
                "http://127.0.0.1:" + ports.gateway(),
                DevelopmentIssuer.url(ports.issuer()),
                platform.endpoints().postgresHost(),
                platform.endpoints().postgresPort(),
                platform.endpoints().kafkaBootstrapServers(),
                platform.endpoints().connectUrl(),
                folder.secrets().toString(),
                folder.logs().toString(),
                services.instances().stream().map(ServiceInstance::description).toList(),
                platform.parts().stream()
                        .map(part -> new SuiteDescription.Part(part.name(), part.pid()))
                        .toList());
    }

    private void describe() {
        synchronized (describing) {
            if (!closing) {
                description().write(folder);
            }
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        return own(part, AutoCloseable::close);
    }

    /** Whatever is started while the suite is being stopped is stopped too. */
    private synchronized <T> T own(T part, Closing<T> closing) {
        running.push(() -> closing.close(part));
        if (this.closing) {
            stopParts();
            throw new LocalException("stopped while it was starting");
        }
        return part;
    }

    private interface Closing<T> {
        void close(T part) throws Exception;
    }

    /** Stops everything in the reverse order of its start; the data stays. */
    @Override
    public synchronized void close() {
        if (!closing) {
            synchronized (describing) {
                closing = true;
                if (services != null) {
                    SuiteDescription.delete(folder);
                }
            }
            stopParts();
        }
    }

    public boolean isClosing() {
        return closing;
    }

    private void stopParts() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                progress.say("while stopping: " + e.getMessage());
            }
        }
    }
}
