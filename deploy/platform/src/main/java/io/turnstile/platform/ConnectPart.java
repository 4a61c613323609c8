package io.turnstile.platform;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A Kafka Connect worker with Debezium; it keeps its connectors and offsets in Kafka. */
final class ConnectPart implements EmbeddedPart {
    static final String NAME = "connect";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int HEAP_MEGABYTES = 256;

    private final DataFolder folder;
    private final ChildJvm jvm;
    private final Manifests manifests;
    private final String kafkaBootstrapServers;
    private final ConnectApi api;
    private final Map<String, String> environment;

    ConnectPart(
            DataFolder folder,
            ChildJvm jvm,
            Manifests manifests,
            Endpoints endpoints,
            ConnectApi api,
            Map<String, String> environment) {
        this.folder = folder;
        this.jvm = jvm;
        this.manifests = manifests;
        this.kafkaBootstrapServers = endpoints.kafkaBootstrapServers();
        this.api = api;
        this.environment = environment;
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
        var settings = folder.write("connect.properties", PropertiesText.of(settings()));
        var worker = jvm.start(NAME, HEAP_MEGABYTES, ConnectMain.class, settings, environment);
        worker.awaitReady(START_LIMIT, api::answers);
        return worker;
    }

    private Map<String, String> settings() {
        var settings = new TreeMap<>(SingleBroker.fit(manifests.connectWorker().config()));
        settings.put("bootstrap.servers", kafkaBootstrapServers);
        settings.put("listeners", api.address());
        settings.put("rest.advertised.host.name", "127.0.0.1");
        settings.put("plugin.discovery", "service_load");
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        // Nobody asks this process over JMX.
        settings.put("metric.reporters", "");
        // A killed worker is missed sooner, so the next one takes over sooner.
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "2000");
        return settings;
    }
}
