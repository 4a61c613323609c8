package io.turnstile.contracts.event;

/**
 * A fact that a service tells the others. Each stream is a sealed interface with one record per event, so that a
 * consumer is an exhaustive {@code switch}. Within version 1 events only gain members; consumers ignore members that
 * they do not know. No event carries personal data: a buyer is the {@code sub} of the buyer's token.
 */
public sealed interface Event permits ProductEvents, OrderEvents, PaymentEvents, TicketEvents, RedemptionEvents {

    /** The key of the record in Kafka: what happens to one aggregate stays in order. */
    String aggregateId();

    /** The CloudEvents type, such as {@code turnstile.OrderCreated.v1}. */
    default String type() {
        return Stream.typeOf(getClass());
    }
}
