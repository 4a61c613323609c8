package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.OrderEvents;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class InboxTest {
    @Inject
    Inbox inbox;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry registry;

    @ConfigProperty(name = "turnstile.inbox.keep")
    Duration keep;

    @Test
    void it_forgets_by_age_and_nothing_that_can_come_again() throws SQLException {
        var old = received(keep.plusDays(1));
        var young = received(keep.minusDays(1));
        assertEquals(1, inbox.purgeOlderThan(keep));
        assertEquals(false, knows(old));
        assertEquals(true, knows(young));
    }

    @Test
    void a_wait_that_the_end_of_the_service_interrupts_is_no_refusal() throws InterruptedException {
        var record =
                new ConsumerRecord<>("turnstile.orders", 0, 0L, "key", EventJson.write(paid(someBuyer(), line(1))));
        record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", "turnstile.OrderPaid.v1".getBytes(StandardCharsets.UTF_8));
        var dead = dead();
        var tried = new CountDownLatch(2);
        var thrown = new AtomicReference<RuntimeException>();
        var consumer = Thread.ofPlatform().start(() -> {
            try {
                inbox.receive(OrderEvents.class, record, _ -> {
                    tried.countDown();
                    throw new IllegalStateException("it may pass");
                });
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        tried.await();
        consumer.interrupt();
        await().atMost(Duration.ofSeconds(10)).until(() -> !consumer.isAlive());
        assertTrue(thrown.get().getMessage().startsWith("the service stops"), () -> thrown.get()
                .toString());
        assertEquals(dead, dead());
    }

    private double dead() {
        return registry.counter("turnstile.events.dead", "stream", "turnstile.orders")
                .count();
    }

    private UUID received(Duration ago) throws SQLException {
        var id = UUID.randomUUID();
        try (var connection = dataSource.getConnection();
                var insert =
                        connection.prepareStatement("INSERT INTO inbox VALUES (?, now() - make_interval(secs => ?))")) {
            insert.setObject(1, id);
            insert.setLong(2, ago.toSeconds());
            insert.executeUpdate();
        }
        return id;
    }

    private boolean knows(UUID id) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("SELECT 1 FROM inbox WHERE event_id = ?")) {
            select.setObject(1, id);
            return select.executeQuery().next();
        }
    }
}
