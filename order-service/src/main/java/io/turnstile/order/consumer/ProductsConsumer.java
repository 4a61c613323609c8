package io.turnstile.order.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.ProductEvents;
import io.turnstile.contracts.event.ProductEvents.ProductPublished;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.order.usecase.KeepProduct;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class ProductsConsumer {
    private final Inbox inbox;
    private final KeepProduct keepProduct;

    ProductsConsumer(Inbox inbox, KeepProduct keepProduct) {
        this.inbox = inbox;
        this.keepProduct = keepProduct;
    }

    @Incoming("products")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(ProductEvents.class, record, event -> {
            switch (event) {
                case ProductPublished published -> keepProduct.on(published);
            }
        });
    }
}
