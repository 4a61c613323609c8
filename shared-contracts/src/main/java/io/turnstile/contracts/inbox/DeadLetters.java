package io.turnstile.contracts.inbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The failure strategy of every channel: SmallRye's dead letter queue, which keeps the record as it is and adds reason,
 * topic, partition and offset as {@code dead-letter-…} headers; and what that lacks:
 *
 * <ul>
 *   <li>The reason is what was wrong, not that some transaction could not commit.
 *   <li>{@code dead-letter-service} names who refused: several services read one stream and share its dead letters.
 *   <li>A dead letter that cannot be written is tried again until it is; given up, it would end the channel.
 *   <li>An event that waited when the service was stopped is no dead letter.
 * </ul>
 */
@ApplicationScoped
@Identifier("dead-letters")
class DeadLetters implements KafkaFailureHandler.Factory {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final KafkaFailureHandler.Factory queue;
    private final String service;

    DeadLetters(
            @Identifier(KafkaFailureHandler.Strategy.DEAD_LETTER_QUEUE) KafkaFailureHandler.Factory queue,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.queue = queue;
        this.service = service;
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Refusals(queue.create(config, vertx, consumer, reportFailure), service);
    }

    private record Refusals(KafkaFailureHandler queue, String service) implements KafkaFailureHandler {
        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            if (reason instanceof StoppingException) {
                // Neither acknowledged nor refused, so its offset is not committed.
                return Uni.createFrom().nothing();
            }
            var plainReason = Hopeless.cause(reason).orElse(reason);
            return Uni.createFrom()
                    .deferred(() -> queue.handle(record, plainReason, Metadata.of(whoRefused())))
                    .onFailure()
                    .retry()
                    .withBackOff(SHORTEST_WAIT, LONGEST_WAIT)
                    .indefinitely();
        }

        private OutgoingKafkaRecordMetadata<?> whoRefused() {
            var header = new RecordHeaders().add("dead-letter-service", service.getBytes(StandardCharsets.UTF_8));
            return OutgoingKafkaRecordMetadata.builder().withHeaders(header).build();
        }

        @Override
        public void terminate() {
            queue.terminate();
        }
    }
}
