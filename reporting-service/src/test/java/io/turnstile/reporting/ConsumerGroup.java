package io.turnstile.reporting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.turnstile.platform.testing.TestStreams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** The service's consumer of a topic, as the broker knows it. */
record ConsumerGroup(String group, String topic) {

    /** The consumer's id in its group: a new one after it was thrown out. */
    String member() throws ExecutionException, InterruptedException {
        try (var admin = TestStreams.admin()) {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .map(MemberDescription::consumerId)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody is in " + group));
        }
    }

    /** Comes back when nothing is left that would come again. */
    void awaitAllCommitted() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(ends(), committed()));
    }

    private Map<TopicPartition, Long> ends() {
        return TestStreams.records(topic).stream()
                .collect(Collectors.toMap(
                        record -> new TopicPartition(record.topic(), record.partition()),
                        record -> record.offset() + 1,
                        Math::max));
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        try (var admin = TestStreams.admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }
}
