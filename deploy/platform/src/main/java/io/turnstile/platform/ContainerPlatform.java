package io.turnstile.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * The platform in containers, through Testcontainers. Its data goes with it when it is closed. The images can be named
 * with the system properties {@code turnstile.image.postgres}, {@code .kafka} and {@code .connect}.
 */
public final class ContainerPlatform implements Platform {
    private static final int POSTGRES_PORT = 5432;
    private static final int KAFKA_PORT = 9092;
    private static final int CONNECT_PORT = 8083;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String HBA_FILE = "/etc/turnstile-hba.conf";
    private static final String BROKER_SETTINGS = "/etc/turnstile-broker.properties";
    private static final String WORKER_SETTINGS = "/etc/turnstile-connect.properties";

    private final Manifests manifests;
    private final PlatformSettings settings;
    private final Endpoints endpoints;
    private final Connectors connectors;
    private final Network network = Network.newNetwork();
    private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();

    private ContainerPlatform(Manifests manifests, PlatformSettings settings) {
        this.manifests = manifests;
        this.settings = settings;
        this.endpoints = Endpoints.choose(DockerClientFactory.instance().dockerHostIpAddress(), settings);
        this.connectors = new Connectors(manifests, endpoints.connectUrl());
    }

    /** @throws RuntimeException where a container does not start; those that did are removed again */
    public static ContainerPlatform start(Manifests manifests, PlatformSettings settings) {
        var platform = new ContainerPlatform(manifests, settings);
        try {
            platform.startContainers();
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
        return platform;
    }

    private void startContainers() {
        containers.put("postgres", postgres());
        containers.put("kafka", kafka());
        Startables.deepStart(containers.values()).join();
        new Databases(endpoints.postgresHost(), endpoints.postgresPort(), manifests, settings.passwordOfSecret())
                .provision();
        applyTopics();
        if (settings.withConnect()) {
            var connect = connect();
            containers.put("connect", connect);
            connect.start();
        }
    }

    private GenericContainer<?> postgres() {
        var command = new ArrayList<>(List.of("postgres", "-c", "hba_file=" + HBA_FILE, "-c", "listen_addresses=*"));
        manifests.postgresParameters().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        if (!settings.durable()) {
            command.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
        }
        var rules = new ArrayList<>(List.of("local all all trust", "host all postgres all scram-sha-256"));
        rules.addAll(manifests.hbaRules());
        return container("postgres", "postgres:18", endpoints.postgresPort(), POSTGRES_PORT)
                .withEnv("POSTGRES_PASSWORD", settings.passwordOfSecret().apply(Databases.SUPERUSER_SECRET))
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", Databases.LOCALE))
                .withCopyToContainer(Transferable.of(String.join("\n", rules) + "\n"), HBA_FILE)
                .withCommand(command.toArray(String[]::new))
                // The image starts the server once for its own set-up before it starts it for good.
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2)
                        .withStartupTimeout(START_LIMIT));
    }

    private GenericContainer<?> kafka() {
        var broker = new TreeMap<>(SingleBroker.fit(manifests.brokerConfig()));
        broker.put("process.roles", "broker,controller");
        broker.put("node.id", "1");
        broker.put("controller.quorum.voters", "1@localhost:9094");
        broker.put("controller.listener.names", "CONTROLLER");
        broker.put("listeners", "OUTSIDE://:%d,INSIDE://:9093,CONTROLLER://:9094".formatted(KAFKA_PORT));
        broker.put("inter.broker.listener.name", "INSIDE");
        broker.put(
                "advertised.listeners",
                "OUTSIDE://%s,INSIDE://kafka:9093".formatted(endpoints.kafkaBootstrapServers()));
        broker.put("listener.security.protocol.map", "OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
        broker.put("log.dirs", "/tmp/turnstile-kafka");
        broker.put("group.initial.rebalance.delay.ms", "0");
        var start = """
                cd /opt/kafka/bin \
                && ./kafka-storage.sh format --ignore-formatted --cluster-id "$(./kafka-storage.sh random-uuid)" --config %1$s \
                && exec ./kafka-server-start.sh %1$s""".formatted(BROKER_SETTINGS);
        return container("kafka", "apache/kafka:4.2.0", endpoints.kafkaPort(), KAFKA_PORT)
                .withCopyToContainer(Transferable.of(PropertiesText.of(broker)), BROKER_SETTINGS)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("sh"))
                .withCommand("-c", start)
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*\\s", 1).withStartupTimeout(START_LIMIT));
    }

    private GenericContainer<?> connect() {
        var worker = new TreeMap<>(SingleBroker.fit(manifests.connectWorker().config()));
        worker.put("bootstrap.servers", "kafka:9093");
        worker.put("listeners", "http://0.0.0.0:" + CONNECT_PORT);
        worker.put("plugin.path", "/kafka/connect");
        var environment = ConnectEnvironment.of(
                manifests,
                settings.passwordOfSecret(),
                Map.of(
                        "POSTGRES_HOST", "postgres",
                        "POSTGRES_PORT", Integer.toString(POSTGRES_PORT),
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9093"));
        return container("connect", "quay.io/debezium/connect:3.6", endpoints.connectPort(), CONNECT_PORT)
                .withEnv(environment)
                .withCopyToContainer(Transferable.of(PropertiesText.of(worker)), WORKER_SETTINGS)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("/kafka/bin/connect-distributed.sh"))
                .withCommand(WORKER_SETTINGS)
                .waitingFor(Wait.forHttp("/connectors").forPort(CONNECT_PORT).withStartupTimeout(START_LIMIT));
    }

    /** The port on this machine is fixed, so that it stays the same when the container is restarted. */
    private GenericContainer<?> container(String name, String image, int hostPort, int port) {
        var chosen = DockerImageName.parse(System.getProperty("turnstile.image." + name, image))
                .asCompatibleSubstituteFor(image.substring(0, image.lastIndexOf(':')));
        var container = new GenericContainer<>(chosen)
                .withNetwork(network)
                .withNetworkAliases(name)
                .withExposedPorts(port);
        container.setPortBindings(List.of(hostPort + ":" + port));
        return container;
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
        connectors.apply();
    }

    @Override
    public List<ConnectorStatus> connectorStatus() {
        return connectors.status();
    }

    @Override
    public List<Part> parts() {
        return containers.keySet().stream().map(name -> new Part(name, -1)).toList();
    }

    /** The container itself stays, and with it its data. It may take a while until the part serves again. */
    @Override
    public void restart(String part) {
        var container = containers.get(part);
        if (container == null) {
            throw new IllegalArgumentException("no part is called " + part);
        }
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        connectors.close();
        List.copyOf(containers.values()).reversed().forEach(GenericContainer::stop);
        network.close();
    }
}
