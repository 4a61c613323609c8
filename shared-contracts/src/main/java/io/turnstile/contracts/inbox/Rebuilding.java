package io.turnstile.contracts.inbox;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.Stream;
import io.turnstile.contracts.inbox.RebuildRequests.Request;
import io.turnstile.contracts.inbox.Rebuildable.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Makes data again from the streams when a row of the table {@code rebuild} asks for it, beside the consumers, which go
 * on. Nothing falls between the two: what a consumer handled before the data was emptied lies before the end of the
 * stream as it was read afterwards, and is read again; what comes later the consumer handles. Where both handle an event,
 * its effect is harmless the second time ({@link Rebuildable}).
 *
 * <p>Whoever is killed in the middle leaves the request; the next one begins the reading again.
 */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.rebuild.enabled", stringValue = "true")
class Rebuilding {
    private static final Logger LOG = Logger.getLogger(Rebuilding.class);

    private final RebuildRequests requests;
    private final Patience patience;
    private final List<Rebuildable> parts;
    private final Map<String, Object> kafka;
    private volatile boolean stopping;

    Rebuilding(
            RebuildRequests requests,
            Patience patience,
            @All List<Rebuildable> parts,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.requests = requests;
        this.patience = patience;
        this.parts = parts;
        this.kafka = kafka;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(
            every = "2s",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() throws Exception {
        for (var part : parts) {
            var request = taken(part.name());
            if (request.isPresent()) {
                rebuild(part, request.get());
            }
        }
    }

    private Optional<Request> taken(String name) {
        try {
            return requests.take(name);
        } catch (SQLException _) {
            // The database is away; readiness and the consumers say so, and the next look asks again.
            return Optional.empty();
        }
    }

    private void rebuild(Rebuildable part, Request request) throws Exception {
        LOG.infof("%s is being rebuilt from its streams", part.name());
        patience.inTransaction(() -> {
            if (requests.markEmptied(request)) {
                part.empty();
            }
            return null;
        });
        var readings = part.readings().stream()
                .collect(toMap(reading -> Stream.of(reading.events()).topic(), identity()));
        // Only now: the ends of the streams must lie behind everything that was emptied.
        try (var replay = Replay.of(kafka, readings.keySet())) {
            while (!replay.isDone()) {
                var records = replay.next().stream().collect(groupingBy(ConsumerRecord::topic));
                for (var topic : records.keySet()) {
                    apply(readings.get(topic), records.get(topic));
                }
                if (stopping || !requests.keep(request, replay.read(), replay.total())) {
                    return;
                }
            }
            requests.keep(request, replay.total(), replay.total());
            requests.finish(request);
            LOG.infof("%s is rebuilt from %d records", part.name(), replay.total());
        }
    }

    private <E extends Event> void apply(Reading<E> reading, List<ConsumerRecord<String, String>> records)
            throws Exception {
        var told = records.stream()
                .flatMap(record -> read(record, reading.events()).stream())
                .toList();
        patience.together(
                told,
                some -> reading.effect().accept(some.stream().map(Told::event).toList()),
                (one, _) -> leaveOut(one.record()));
    }

    private static <E extends Event> Optional<Told<E>> read(ConsumerRecord<String, String> record, Class<E> events) {
        try {
            return Told.by(record, events);
        } catch (UnreadableEventException _) {
            leaveOut(record);
            return Optional.empty();
        }
    }

    /** The consumer put it on the dead letters when it met it first. */
    private static void leaveOut(ConsumerRecord<String, String> record) {
        LOG.warnf(
                "%s partition %d offset %d is hopeless and left out, as it was at first",
                record.topic(), record.partition(), record.offset());
    }
}
