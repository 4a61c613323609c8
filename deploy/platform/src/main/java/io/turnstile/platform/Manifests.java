package io.turnstile.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The deployment as its Kubernetes manifests define it. There is no second copy of a topic, a connector's settings, a
 * role or a database: what runs locally is started from these.
 */
public final class Manifests {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<JsonNode> documents;

    private Manifests(List<JsonNode> documents) {
        this.documents = List.copyOf(documents);
    }

    /** The manifests of this repository's base. */
    public static Manifests ofRepository() {
        return read(Repository.baseManifests());
    }

    /**
     * Reads the files that the folder's kustomization.yaml lists, folders among them too, or every .yaml file where there
     * is no kustomization.
     */
    public static Manifests read(Path folder) {
        try {
            var documents = new ArrayList<JsonNode>();
            for (var file : files(folder)) {
                try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                    values.forEachRemaining(documents::add);
                }
            }
            documents.removeIf(document -> !document.isObject());
            return new Manifests(documents);
        } catch (IOException e) {
            throw new UncheckedIOException("the manifests in " + folder + " cannot be read", e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        var kustomization = folder.resolve("kustomization.yaml");
        if (Files.exists(kustomization)) {
            var files = new ArrayList<Path>();
            for (var resource : YAML.readTree(kustomization.toFile()).path("resources")) {
                var path = folder.resolve(resource.asText());
                files.addAll(Files.isDirectory(path) ? files(path) : List.of(path));
            }
            return files;
        }
        try (var yaml = Files.list(folder)) {
            return yaml.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Every document of a kind, such as {@code Deployment}, as plain maps and lists. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> documents(String kind) {
        return ofKind(kind)
                .map(document -> (Map<String, Object>) YAML.convertValue(document, Map.class))
                .toList();
    }

    public List<Topic> topics() {
        return ofKind("KafkaTopic")
                .map(topic -> new Topic(
                        topic.at("/spec/topicName").asText(nameOf(topic)),
                        topic.at("/spec/partitions").asInt(1),
                        topic.at("/spec/replicas").asInt(1),
                        texts(topic.at("/spec/config"))))
                .toList();
    }

    public List<Connector> connectors() {
        return ofKind("KafkaConnector").map(Manifests::connector).toList();
    }

    private static Connector connector(JsonNode manifest) {
        var config = texts(manifest.at("/spec/config"));
        config.put("connector.class", manifest.at("/spec/class").asText());
        config.put("tasks.max", manifest.at("/spec/tasksMax").asText("1"));
        return new Connector(
                nameOf(manifest),
                config,
                manifest.at("/spec/autoRestart/enabled").asBoolean());
    }

    /** Kafka Connect's worker: its settings and the environment that the connectors' settings draw on. */
    public ConnectWorker connectWorker() {
        var spec = only("KafkaConnect").path("spec");
        var config = texts(spec.path("config"));
        config.put("group.id", spec.path("groupId").asText());
        config.put("config.storage.topic", spec.path("configStorageTopic").asText());
        config.put("offset.storage.topic", spec.path("offsetStorageTopic").asText());
        config.put("status.storage.topic", spec.path("statusStorageTopic").asText());
        var environment = stream(spec.at("/template/connectContainer/env"))
                .map(EnvironmentVariable::of)
                .toList();
        return new ConnectWorker(config, environment);
    }

    /** The settings of every broker. */
    public Map<String, String> brokerConfig() {
        return texts(only("Kafka").at("/spec/kafka/config"));
    }

    public List<Role> roles() {
        return stream(postgres().at("/managed/roles"))
                .map(role -> new Role(
                        role.path("name").asText(),
                        role.path("login").asBoolean(),
                        role.path("replication").asBoolean(),
                        stream(role.path("inRoles")).map(JsonNode::asText).toList(),
                        role.at("/passwordSecret/name").asText()))
                .toList();
    }

    public List<Database> databases() {
        return ofKind("Database")
                .map(database -> new Database(
                        database.at("/spec/name").asText(),
                        database.at("/spec/owner").asText()))
                .toList();
    }

    /** The lines of pg_hba.conf, the first match decides. */
    public List<String> hbaRules() {
        return stream(postgres().at("/postgresql/pg_hba")).map(JsonNode::asText).toList();
    }

    public Map<String, String> postgresParameters() {
        return texts(postgres().at("/postgresql/parameters"));
    }

    private JsonNode postgres() {
        return only("Cluster").path("spec");
    }

    private JsonNode only(String kind) {
        return ofKind(kind).findFirst().orElseThrow(() -> new PlatformException("the manifests have no " + kind));
    }

    private Stream<JsonNode> ofKind(String kind) {
        return documents.stream()
                .filter(document -> kind.equals(document.path("kind").asText()));
    }

    private static String nameOf(JsonNode document) {
        return document.at("/metadata/name").asText();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    /** @param config settings of the topic, such as {@code retention.ms} */
    public record Topic(String name, int partitions, int replicas, Map<String, String> config) {}

    /** @param autoRestart whether a failed task is started again */
    public record Connector(String name, Map<String, String> config, boolean autoRestart) {}

    public record ConnectWorker(Map<String, String> config, List<EnvironmentVariable> environment) {}

    /** @param passwordSecret the name of the Secret whose key {@code password} is the role's password */
    public record Role(String name, boolean login, boolean replication, List<String> inRoles, String passwordSecret) {}

    public record Database(String name, String owner) {}
}
