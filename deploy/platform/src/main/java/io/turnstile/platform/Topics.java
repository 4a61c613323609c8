package io.turnstile.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Brings the broker's topics to what the manifests say; doing it again changes nothing. */
record Topics(String bootstrapServers) {
    private static final int PATIENCE_SECONDS = 60;

    void apply(List<Manifests.Topic> topics) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var existing = await(admin.listTopics().names());
            await(admin.createTopics(topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(Topics::create)
                            .toList())
                    .all());
            var changes = new HashMap<ConfigResource, java.util.Collection<AlterConfigOp>>();
            topics.stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .forEach(topic ->
                            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), change(topic)));
            if (!changes.isEmpty()) {
                await(admin.incrementalAlterConfigs(changes).all());
            }
        }
    }

    private static NewTopic create(Manifests.Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(SingleBroker.fit(topic.config()));
    }

    private static List<AlterConfigOp> change(Manifests.Topic topic) {
        return SingleBroker.fit(topic.config()).entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PlatformException("the topics cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while the topics were made", e);
        }
    }
}
