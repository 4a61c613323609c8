package io.turnstile.contracts.inbox;

import io.turnstile.contracts.event.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * Data of a service that can be made again from the streams alone, while everything goes on. {@link Rebuilding} does it.
 *
 * <p>The streams are read again past the inbox and beside the consumers, which go on. So each effect must be harmless
 * when it is repeated, and when it comes late: its own keys guard it, not the inbox.
 */
public interface Rebuildable {
    /** By which a rebuild is asked for; unique in the service. */
    String name();

    /**
     * Empties the data, inside the caller's transaction. It must wait for effects that are under way, as TRUNCATE does:
     * one that is committed later would otherwise outlive it in part. Does nothing where only what is missing is to be
     * added.
     */
    void empty();

    /** The streams that the data is made from. */
    List<Reading<?>> readings();

    /**
     * @param events the stream's sealed interface
     * @param effect gets some of the events at once, in their order, inside a transaction
     */
    record Reading<E extends Event>(Class<E> events, Consumer<List<E>> effect) {}
}
