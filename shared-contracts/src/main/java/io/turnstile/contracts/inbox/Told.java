package io.turnstile.contracts.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record tells, under the id by which it is known when it comes again. */
record Told<E extends Event>(ConsumerRecord<String, String> record, UUID id, E event) {

    /**
     * @param events the stream's sealed interface
     * @return empty where the type is one of a later version
     * @throws UnreadableEventException where the record breaks its contract
     */
    static <E extends Event> Optional<Told<E>> by(ConsumerRecord<String, String> record, Class<E> events) {
        var type = Stream.of(events).recordOf(CloudEvents.type(record));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (record.value() == null) {
            throw new UnreadableEventException("the record has no value");
        }
        try {
            var event = events.cast(EventJson.read(record.value(), type.get()));
            return Optional.of(new Told<>(record, CloudEvents.id(record), event));
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(e.getOriginalMessage(), e);
        }
    }
}
