package io.turnstile.contracts.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

/** What a broker and replicas make of it: {@code CommittingWhileReplicasComeAndGoTest} of ticket-service. */
class CommitsTest {
    private static final TopicPartition HERE = new TopicPartition("turnstile.orders", 0);
    private static final TopicPartition ELSEWHERE = new TopicPartition("turnstile.orders", 1);

    /** Has one partition; its group moves partitions while it is asked to commit for the first {@code faults} times. */
    private static final class Client extends MockConsumer<String, String> {
        private int faults;
        private Map<TopicPartition, OffsetAndMetadata> taken;

        Client(int faults) {
            super("earliest");
            this.faults = faults;
            assign(Set.of(HERE));
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (faults-- > 0) {
                throw new RebalanceInProgressException();
            }
            taken = Map.copyOf(offsets);
            super.commitSync(offsets);
        }

        long place() {
            return committed(Set.of(HERE)).get(HERE).offset();
        }
    }

    @Test
    void a_commit_that_a_rebalance_refuses_is_tried_again() {
        var client = new Client(2);
        commit(client, Map.of(HERE, new OffsetAndMetadata(28)));
        assertEquals(28, client.place());
    }

    @Test
    void a_partition_that_another_has_now_is_left_to_it() {
        var client = new Client(1);
        commit(client, Map.of(HERE, new OffsetAndMetadata(28), ELSEWHERE, new OffsetAndMetadata(7)));
        assertEquals(Map.of(HERE, new OffsetAndMetadata(28)), client.taken);
    }

    @Test
    void a_place_never_moves_back() {
        var client = new Client(0);
        commit(client, Map.of(HERE, new OffsetAndMetadata(30)));
        commit(client, Map.of(HERE, new OffsetAndMetadata(28)));
        assertEquals(30, client.place());
    }

    @Test
    void a_consumer_that_was_closed_is_not_asked_for_ever() {
        var client = new Client(0);
        client.close();
        assertThrows(IllegalStateException.class, () -> commit(client, Map.of(HERE, new OffsetAndMetadata(28))));
    }

    private static void commit(Client client, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Commits.persistent(connectors(client)).commit(offsets).await().atMost(Duration.ofSeconds(20));
    }

    /** The connector's consumer, without its thread. */
    @SuppressWarnings("unchecked")
    private static KafkaConsumer<String, String> connectors(Client client) {
        return (KafkaConsumer<String, String>) Proxy.newProxyInstance(
                KafkaConsumer.class.getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (_, method, arguments) ->
                        Uni.createFrom().voidItem().invoke(() -> ((Consumer<Client>) arguments[0]).accept(client)));
    }
}
