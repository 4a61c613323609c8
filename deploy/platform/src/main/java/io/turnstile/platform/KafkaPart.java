package io.turnstile.platform;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** One broker that is its own controller (KRaft). */
final class KafkaPart implements EmbeddedPart {
    static final String NAME = "kafka";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int HEAP_MEGABYTES = 256;

    private final DataFolder folder;
    private final ChildJvm jvm;
    private final Manifests manifests;
    private final int port;
    private final int controllerPort;

    KafkaPart(DataFolder folder, ChildJvm jvm, Manifests manifests, int port) {
        this.folder = folder;
        this.jvm = jvm;
        this.manifests = manifests;
        this.port = port;
        this.controllerPort = Ports.chooseBeside(port, "Kafka's controller");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChildProcess.StopSignal stopSignal() {
        return ChildProcess.StopSignal.TERM;
    }

    @Override
    public ChildProcess start() {
        var settings = folder.write("kafka.properties", PropertiesText.of(settings()));
        var broker = jvm.start(NAME, HEAP_MEGABYTES, BrokerMain.class, settings, Map.of());
        broker.awaitReady(START_LIMIT, () -> Ports.isServed(port));
        return broker;
    }

    private Map<String, String> settings() {
        var settings = new TreeMap<>(SingleBroker.fit(manifests.brokerConfig()));
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.data(NAME).toString());
        // A small machine's broker: few partitions, few threads, small buffers.
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.num.partitions", "3");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("log.segment.bytes", "67108864");
        settings.put("log.index.size.max.bytes", "1048576");
        // Nobody asks this process over JMX.
        settings.put("metric.reporters", "");
        // After a kill the controller takes the broker back only when the former one counts as gone: 9 s by default.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        // The first consumer of a group need not wait for a second one.
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }
}
