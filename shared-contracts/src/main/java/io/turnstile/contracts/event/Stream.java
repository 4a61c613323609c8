package io.turnstile.contracts.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The streams: one Kafka topic per publishing service. */
public enum Stream {
    PRODUCTS("turnstile.products", "catalog-service", ProductEvents.class),
    ORDERS("turnstile.orders", "order-service", OrderEvents.class),
    PAYMENTS("turnstile.payments", "payment-service", PaymentEvents.class),
    TICKETS("turnstile.tickets", "ticket-service", TicketEvents.class),
    REDEMPTIONS("turnstile.redemptions", "venue-service", RedemptionEvents.class);

    private final String topic;
    private final String publisher;
    private final Class<? extends Event> events;
    private final Map<String, Class<?>> byType;

    Stream(String topic, String publisher, Class<? extends Event> events) {
        this.topic = topic;
        this.publisher = publisher;
        this.events = events;
        this.byType = Arrays.stream(events.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(Stream::typeOf, Function.identity()));
    }

    public String topic() {
        return topic;
    }

    /** Where what no consumer could ever digest is kept, with its reason. */
    public String deadLetters() {
        return topic + ".dead-letters";
    }

    /** The CloudEvents source of every event of this stream, such as {@code /turnstile/order-service}. */
    public String source() {
        return "/turnstile/" + publisher;
    }

    /** The record of a CloudEvents type; empty for a type of a later version that this one does not know. */
    public Optional<Class<?>> recordOf(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    public static Stream of(Event event) {
        return of(event.getClass());
    }

    /** @param events a stream's sealed interface or one of its records */
    public static Stream of(Class<? extends Event> events) {
        return Arrays.stream(values())
                .filter(stream -> stream.events.isAssignableFrom(events))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(events + " belongs to no stream"));
    }

    static String typeOf(Class<?> event) {
        return "turnstile." + event.getSimpleName() + ".v1";
    }
}
