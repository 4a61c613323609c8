package io.turnstile.catalog.usecase;

import io.turnstile.catalog.model.IncludedFunction;
import io.turnstile.catalog.model.Product;
import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.ProductEvents;
import io.turnstile.contracts.event.ProductEvents.ProductPublished;
import io.turnstile.contracts.event.ProductFunction;
import io.turnstile.contracts.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tells the other services of a product, whole, as every change leaves it. */
@ApplicationScoped
class PublishProduct {
    private final Outbox outbox;
    private final Clock clock;

    PublishProduct(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Must run in the transaction of the change. */
    void asItIsNow(Product product) {
        var content = product.content();
        outbox.append(new ProductPublished(
                product.id(),
                product.version(),
                content.sku(),
                content.name(),
                status(product),
                content.saleStartAt(),
                content.saleEndAt(),
                new Money(content.price().amount(), content.price().currency()),
                content.sellable(),
                content.validForDays(),
                content.validFrom(),
                content.functions().stream().map(PublishProduct::published).toList(),
                clock.instant()));
    }

    private static String status(Product product) {
        return switch (product.status()) {
            case ACTIVE -> ProductEvents.ACTIVE;
            case RETIRED -> ProductEvents.RETIRED;
        };
    }

    private static ProductFunction published(IncludedFunction function) {
        return new ProductFunction(function.functionCode(), function.label(), function.quantity());
    }
}
