package io.turnstile.catalog.rest;

import io.turnstile.catalog.model.Products;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What everybody asks for at the same time is read once for all of them: one reading answers who asks within a moment after
 * it began, and all who came while it was under way share the next. So a rush costs no more than a few queries a second.
 */
@ApplicationScoped
class SharedCatalog {
    private final Products products;
    private final Clock clock;
    private final TaggedJson taggedJson;
    private final Duration freshness;

    private volatile Reading last;
    /** Who waits for the next reading; null where nobody does. */
    private CompletableFuture<TaggedAnswer> next;

    private boolean underWay;
    private int changes;

    SharedCatalog(
            Products products,
            Clock clock,
            TaggedJson taggedJson,
            @ConfigProperty(name = "turnstile.catalog.freshness") Duration freshness) {
        this.products = products;
        this.clock = clock;
        this.taggedJson = taggedJson;
        this.freshness = freshness;
    }

    /** @param since when it began: whatever was changed before is in it */
    private record Reading(Instant since, TaggedAnswer answer) {
        boolean isGoodAt(Instant now, Duration freshness) {
            return !now.isBefore(since) && now.isBefore(since.plus(freshness));
        }
    }

    CompletionStage<TaggedAnswer> ask() {
        var reading = last;
        return reading != null && reading.isGoodAt(clock.instant(), freshness)
                ? CompletableFuture.completedFuture(reading.answer())
                // A copy each: who cancels his takes the answer from nobody else.
                : waitForNext().copy();
    }

    /** Who has just changed a product here sees the change, and so does everybody after. */
    synchronized void forget() {
        changes++;
        last = null;
    }

    private synchronized CompletableFuture<TaggedAnswer> waitForNext() {
        if (next == null) {
            next = new CompletableFuture<>();
        }
        var mine = next;
        if (!underWay) {
            // Of nobody's request: the one that came first may be over before the last is answered.
            Thread.startVirtualThread(this::readForAll);
            underWay = true;
        }
        return mine;
    }

    private void readForAll() {
        for (var waiting = take(); waiting != null; waiting = take()) {
            try {
                var before = changes();
                var reading = read();
                keep(reading, before);
                waiting.complete(reading.answer());
            } catch (Throwable fault) {
                waiting.completeExceptionally(fault);
            }
        }
    }

    @ActivateRequestContext
    Reading read() {
        var now = clock.instant();
        return new Reading(now, taggedJson.of(Catalog.of(products.onSale(now))));
    }

    /** @return those whom the reading that begins now will answer, null where there is nobody and none begins */
    private synchronized CompletableFuture<TaggedAnswer> take() {
        var waiting = next;
        next = null;
        underWay = waiting != null;
        return waiting;
    }

    private synchronized int changes() {
        return changes;
    }

    private synchronized void keep(Reading reading, int changesBefore) {
        if (changes == changesBefore) {
            last = reading;
        }
    }
}
