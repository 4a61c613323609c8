package io.turnstile.contracts.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * How many events of each stream wait for this service, all replicas together. The consumer's own metric knows only what
 * it has not fetched yet, and nothing at all while it is paused: just when an event waits for the database.
 */
@ApplicationScoped
class Lag {
    private static final Logger LOG = Logger.getLogger(Lag.class);

    private final Admin broker;
    private final Config config;
    private final MeterRegistry registry;
    private final Map<ConsumedStream, Double> lags = new ConcurrentHashMap<>();

    Lag(Admin broker, Config config, MeterRegistry registry) {
        this.broker = broker;
        this.config = config;
        this.registry = registry;
    }

    @Scheduled(
            every = "10s",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            concurrentExecution = ConcurrentExecution.SKIP)
    void measure() throws InterruptedException {
        for (var consumed : ConsumedStream.in(config)) {
            if (lags.put(consumed, of(consumed)) == null) {
                var tags = Tags.of("stream", consumed.stream().topic());
                registry.gauge("turnstile.events.lag", tags, lags, known -> known.get(consumed));
            }
        }
    }

    /** Not a number while the broker cannot be asked: nobody knows. */
    private double of(ConsumedStream consumed) throws InterruptedException {
        try {
            var topic = consumed.stream().topic();
            var partitions = broker.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .size();
            var begins = offsets(topic, partitions, OffsetSpec.earliest());
            var ends = offsets(topic, partitions, OffsetSpec.latest());
            var committed = broker.listConsumerGroupOffsets(consumed.group())
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - position(end.getKey(), committed, begins))
                    .sum();
        } catch (ExecutionException e) {
            LOG.debugf(e, "the lag of %s cannot be measured", consumed.group());
            return Double.NaN;
        }
    }

    /** A group that never committed begins at the beginning, and so does one whose place was removed by age. */
    private static long position(
            TopicPartition partition,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> begins) {
        var place = committed.get(partition);
        return place == null ? begins.get(partition) : Math.max(place.offset(), begins.get(partition));
    }

    private Map<TopicPartition, Long> offsets(String topic, int partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), _ -> which));
        return broker.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }
}
