package io.turnstile.contracts.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    /** Stands for SmallRye's own: cannot write for the first {@code faults} times. */
    private static final class Queue implements KafkaFailureHandler {
        private final List<Throwable> reasons = new ArrayList<>();
        private final List<Metadata> metadata = new ArrayList<>();
        private final int faults;

        Queue(int faults) {
            this.faults = faults;
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata added) {
            reasons.add(reason);
            metadata.add(added);
            return reasons.size() <= faults
                    ? Uni.createFrom().failure(new IllegalStateException("the broker is away"))
                    : Uni.createFrom().voidItem();
        }
    }

    @Test
    void a_dead_letter_that_cannot_be_written_is_tried_again_until_it_is() {
        var queue = new Queue(1);
        var written = refuse(queue, new UnreadableEventException("no JSON"));
        await().atMost(Duration.ofSeconds(10)).until(written::isDone);
        assertEquals(2, queue.reasons.size());
    }

    @Test
    void it_names_the_service_that_refused_and_what_was_wrong() {
        var queue = new Queue(0);
        var wrong = new UnreadableEventException("no JSON");
        refuse(queue, new IllegalStateException("could not commit", wrong)).join();
        assertEquals(List.of(wrong), queue.reasons);
        var header = queue.metadata
                .getFirst()
                .get(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getHeaders()
                .lastHeader("dead-letter-service");
        assertEquals("ticket-service", new String(header.value()));
    }

    @Test
    void an_event_that_waited_when_the_service_was_stopped_is_neither_refused_nor_acknowledged() {
        var queue = new Queue(0);
        var settled = refuse(queue, new StoppingException(new InterruptedException()));
        assertTrue(queue.reasons.isEmpty());
        assertEquals(false, settled.isDone());
    }

    private static CompletableFuture<Void> refuse(Queue queue, Throwable reason) {
        return new DeadLetters((_, _, _, _) -> queue, "ticket-service")
                .create(null, null, null, null)
                .handle((IncomingKafkaRecord<String, String>) null, reason, Metadata.empty())
                .subscribeAsCompletionStage();
    }
}
