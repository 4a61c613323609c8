package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.BUS;
import static io.turnstile.ticket.Neighbours.redeemed;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ReceivingManyAtOnceTest {
    private static final String STORE = "INSERT INTO issuance (order_id, issued_at) VALUES (?, now())";

    @Inject
    Inbox inbox;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry registry;

    private final PolledBatch batch = new PolledBatch();
    private final List<List<RedemptionEvents>> effects = new ArrayList<>();
    private double received;
    private double skipped;
    private double dead;

    @BeforeEach
    void count() {
        received = counter("received");
        skipped = counter("skipped");
        dead = counter("dead");
    }

    @Test
    void the_effect_gets_all_of_them_in_their_order() {
        var events = Stream.generate(ReceivingManyAtOnceTest::scan).limit(20).toList();
        events.forEach(batch::with);
        assertTrue(receive(effects::add).isDone());
        assertEquals(List.of(events), effects);
        assertEquals(List.of("acknowledged 19"), batch.outcomes);
        assertCounted(20, 0, 0);
    }

    @Test
    void an_event_that_comes_twice_in_one_batch_has_its_effect_once() {
        var event = scan();
        var another = scan();
        var id = UUID.randomUUID();
        batch.with(event, id).with(another).with(event, id);
        receive(effects::add);
        assertEquals(List.of(List.of(event, another)), effects);
        assertCounted(3, 0, 0);
    }

    @Test
    void delivered_again_after_the_commit_only_what_is_new_has_an_effect() {
        var added = scan();
        batch.with(scan()).with(scan());
        receive(_ -> {});
        batch.with(added);
        receive(effects::add);
        receive(effects::add);
        assertEquals(List.of(List.of(added)), effects);
        assertEquals(List.of("acknowledged 1", "acknowledged 2", "acknowledged 2"), batch.outcomes);
        assertCounted(2 + 3 + 3, 0, 0);
    }

    @Test
    void what_can_never_succeed_is_refused_by_itself_and_all_others_have_their_effect_once() {
        var events = Stream.generate(ReceivingManyAtOnceTest::scan).limit(25).toList();
        var ids = events.stream().map(_ -> UUID.randomUUID()).toList();
        var poisons = List.of(events.get(0), events.get(12), events.get(13), events.get(24));
        for (var i = 0; i < events.size(); i++) {
            batch.with(events.get(i), ids.get(i));
        }
        receive(some -> {
            some.forEach(this::store);
            if (some.stream().anyMatch(poisons::contains)) {
                throw new IllegalArgumentException("poison");
            }
        });
        for (var i = 0; i < events.size(); i++) {
            var poison = poisons.contains(events.get(i));
            assertEquals(!poison, isStored(events.get(i)), "event " + i);
            assertEquals(!poison, knows(ids.get(i)), "id of event " + i);
        }
        assertEquals(List.of("refused 0", "refused 12", "refused 13", "refused 24", "acknowledged 24"), batch.outcomes);
        assertEquals(
                List.of("poison"),
                batch.reasons.stream().map(Throwable::getMessage).distinct().toList());
        assertCounted(21, 0, 4);
    }

    @Test
    void what_cannot_be_read_is_refused_and_a_type_of_a_later_version_is_skipped() {
        var good = scan();
        batch.with(good.type(), "seven", "{}")
                .with("turnstile.TicketTransferred.v1", "eight", "no JSON")
                .with(good)
                .with(good.type(), UUID.randomUUID().toString(), null);
        receive(effects::add);
        assertEquals(List.of(List.of(good)), effects);
        assertEquals(List.of("refused 0", "refused 3", "acknowledged 3"), batch.outcomes);
        assertCounted(1, 1, 2);
    }

    @Test
    void nothing_is_committed_before_what_was_refused_is_among_the_dead_letters() {
        var good = scan();
        batch.with(good.type(), "seven", "{}").with(good.type(), "eight", "{}").with(good);
        batch.deadLetterWritten = new CompletableFuture<>();
        var settled = receive(effects::add);
        assertFalse(settled.isDone());
        assertEquals(List.of("refused 0"), batch.outcomes);
        batch.deadLetterWritten.complete(null);
        assertTrue(settled.isDone());
        assertEquals(List.of("refused 0", "refused 1", "acknowledged 2"), batch.outcomes);
    }

    @Test
    void a_batch_that_waits_when_the_service_ends_is_neither_committed_nor_refused() throws InterruptedException {
        var tried = new CountDownLatch(2);
        var settled = new AtomicReference<CompletableFuture<Void>>();
        batch.with(scan()).with(scan());
        var consumer = Thread.ofPlatform()
                .start(() -> settled.set(receive(_ -> {
                    tried.countDown();
                    throw new IllegalStateException("it may pass");
                })));
        tried.await();
        consumer.interrupt();
        await().atMost(Duration.ofSeconds(10)).until(() -> !consumer.isAlive());
        assertFalse(settled.get().isDone());
        assertEquals(List.of(), batch.outcomes);
        assertCounted(0, 0, 0);
    }

    private CompletableFuture<Void> receive(Consumer<List<RedemptionEvents>> effect) {
        return inbox.receiveAll(RedemptionEvents.class, batch.polled(), effect).subscribeAsCompletionStage();
    }

    private static TicketRedeemed scan() {
        return redeemed("TK-0000-0000-0011-1", BUS, 1);
    }

    private double counter(String name) {
        return registry.counter("turnstile.events." + name, "stream", "turnstile.redemptions")
                .count();
    }

    private void assertCounted(int moreReceived, int moreSkipped, int moreDead) {
        assertEquals(received + moreReceived, counter("received"));
        assertEquals(skipped + moreSkipped, counter("skipped"));
        assertEquals(dead + moreDead, counter("dead"));
    }

    /** Any effect would do. */
    private void store(RedemptionEvents event) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(STORE)) {
            insert.setObject(1, event.scanAttemptId());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isStored(RedemptionEvents event) {
        return isThere("SELECT 1 FROM issuance WHERE order_id = ?", event.scanAttemptId());
    }

    private boolean knows(UUID id) {
        return isThere("SELECT 1 FROM inbox WHERE event_id = ?", id);
    }

    private boolean isThere(String sql, UUID id) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            return select.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
