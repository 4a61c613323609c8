package io.turnstile.acceptance.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.acceptance.support.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Tells whether everything runs, and whether everything has been carried where it belongs. */
final class Settling implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> GROUPS = List.of(
            "order-service.products",
            "catalog-service.orders",
            "payment-service.orders",
            "ticket-service.orders",
            "order-service.payments",
            "payment-service.tickets",
            "venue-service.tickets",
            "reporting-service.tickets",
            "ticket-service.redemptions",
            "reporting-service.redemptions");

    private final Suite suite;
    private final Admin admin;
    private final HttpClient http = HttpClient.newHttpClient();

    Settling(Suite suite) {
        this.suite = suite;
        this.admin = Admin.create(Map.of("bootstrap.servers", suite.kafka()));
    }

    /** @return what does not run yet; empty where every instance is ready and every connector works */
    List<String> missing() {
        suite.lookAround();
        var missing = new ArrayList<String>();
        for (var part : suite.parts()) {
            if (ProcessHandle.of(part.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
                missing.add(part.name() + " is dead");
            }
        }
        if (missing.isEmpty()) {
            suite.readiness().stream().filter(url -> !isReady(url)).forEach(missing::add);
        }
        return missing.isEmpty() ? connectorsThatDoNotRun() : missing;
    }

    private boolean isReady(String url) {
        try {
            return get(url).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private List<String> connectorsThatDoNotRun() {
        try {
            var idle = new ArrayList<String>();
            for (var connector : JSON.readTree(
                    get(suite.connect() + "/connectors?expand=status").body())) {
                var status = connector.path("status");
                var works = status.at("/connector/state").asText().equals("RUNNING")
                        && status.at("/tasks/0/state").asText().equals("RUNNING");
                if (!works) {
                    idle.add(status.toString());
                }
            }
            return idle;
        } catch (IOException e) {
            return List.of("Kafka Connect: " + e);
        }
    }

    private HttpResponse<String> get(String url) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** @return the consumer groups that have records before them, with how many */
    Map<String, Long> lag() throws InterruptedException, ExecutionException {
        var committed = admin.listConsumerGroupOffsets(
                        GROUPS.stream().collect(Collectors.toMap(Function.identity(), this::streamOf)))
                .all()
                .get();
        var ends = ends(committed.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .collect(Collectors.toSet()));
        return committed.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, group -> group.getValue().entrySet().stream()
                        .mapToLong(offset -> ends.get(offset.getKey())
                                - (offset.getValue() == null
                                        ? 0
                                        : offset.getValue().offset()))
                        .sum()))
                .entrySet()
                .stream()
                .filter(group -> group.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ListConsumerGroupOffsetsSpec streamOf(String group) {
        var topic = "turnstile." + group.substring(group.indexOf('.') + 1);
        try {
            var partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            return new ListConsumerGroupOffsetsSpec()
                    .topicPartitions(partitions.stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        return admin
                .listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close();
    }
}
