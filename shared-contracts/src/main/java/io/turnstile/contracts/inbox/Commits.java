package io.turnstile.contracts.inbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The commit strategy of every channel: SmallRye's throttled one, which commits every few seconds up to where all is
 * acknowledged; and what that lacks. It takes for committed what it tried to commit, and a commit fails whenever replicas
 * come or go, for a group that moves its partitions takes none. The stream's next event would make up for it, and until
 * there is one the consumer seems to lag, and whoever gets the partition is told again what had its effect long ago. So a
 * commit is tried until it succeeds.
 */
@ApplicationScoped
@Identifier("until-committed")
class Commits implements KafkaCommitHandler.Factory {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final KafkaCommitHandler.Factory throttled;

    Commits(@Identifier(KafkaCommitHandler.Strategy.THROTTLED) KafkaCommitHandler.Factory throttled) {
        this.throttled = throttled;
    }

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return throttled.create(config, vertx, persistent(consumer), reportFailure);
    }

    /** @return the consumer, one of whose twenty methods is another */
    static KafkaConsumer<?, ?> persistent(KafkaConsumer<?, ?> consumer) {
        return (KafkaConsumer<?, ?>) Proxy.newProxyInstance(
                KafkaConsumer.class.getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (_, method, arguments) -> method.getName().equals("commit")
                        ? commit(consumer, offsets(arguments[0]))
                        : call(consumer, method, arguments));
    }

    @SuppressWarnings("unchecked")
    private static Map<TopicPartition, OffsetAndMetadata> offsets(Object argument) {
        return (Map<TopicPartition, OffsetAndMetadata>) argument;
    }

    private static Object call(KafkaConsumer<?, ?> consumer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A consumer that was closed meanwhile fails with what is no {@link KafkaException}: that is the end of it. */
    private static Uni<Void> commit(KafkaConsumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        return consumer.runOnPollingThread(client -> {
                    commitWhatIsNews(client, offsets);
                })
                .onFailure(KafkaException.class)
                .retry()
                .withBackOff(SHORTEST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /** Between two tries a partition may have gone to another consumer, and come back after that one had committed more. */
    private static void commitWhatIsNews(Consumer<?, ?> client, Map<TopicPartition, OffsetAndMetadata> offsets) {
        var news = new HashMap<>(offsets);
        news.keySet().retainAll(client.assignment());
        client.committed(news.keySet())
                .forEach((partition, committed) -> news.computeIfPresent(
                        partition,
                        (_, offset) -> committed != null && committed.offset() >= offset.offset() ? null : offset));
        if (!news.isEmpty()) {
            client.commitSync(news);
        }
    }
}
