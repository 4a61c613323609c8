package io.turnstile.contracts.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One reading of topics, from their beginning to where they ended when it began. It belongs to no consumer group: it
 * takes nothing from the consumers and moves none of their offsets.
 */
final class Replay implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(500);
    /** So many effects share a transaction: fewer commits, and locks that are held for some milliseconds. */
    private static final int BATCH = 100;

    private final KafkaConsumer<String, String> consumer;
    private final Map<TopicPartition, Long> ends;
    private final long begin;
    private final long total;

    private Replay(KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
        this.begin = sum(consumer.beginningOffsets(ends.keySet()));
        this.total = sum(ends) - begin;
    }

    /** @param kafka how to reach the brokers */
    static Replay of(Map<String, Object> kafka, Collection<String> topics) {
        var consumer = new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new StringDeserializer());
        try {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new Replay(consumer, consumer.endOffsets(partitions));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        // Where retention removed what was about to be read, the reading goes on with the oldest that is left.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    boolean isDone() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** @return in order within a partition; none where nothing came for a while */
    List<ConsumerRecord<String, String>> next() {
        var records = consumer.poll(WAIT);
        return records.partitions().stream()
                .flatMap(partition -> records.records(partition).stream())
                .toList();
    }

    /** How many records lie behind, of the {@link #total}. */
    long read() {
        var positions = ends.keySet().stream()
                .mapToLong(partition -> Math.min(consumer.position(partition), ends.get(partition)));
        return Math.max(0, positions.sum() - begin);
    }

    /** How many records there were when the reading began; a compacted topic counts those that are gone too. */
    long total() {
        return total;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
