package io.turnstile.contracts.event;

import java.time.Instant;
import java.util.List;

/** All that catalog-service says; stream {@code turnstile.products}, keyed by product id, compacted to the latest. */
public sealed interface ProductEvents extends Event {
    String ACTIVE = "active";
    String RETIRED = "retired";

    /**
     * A product as it is now, whole: a later one replaces an earlier one.
     *
     * @param version grows by one with every change of the product; a consumer keeps the highest
     * @param status {@link #ACTIVE} or {@link #RETIRED}
     * @param saleStartAt sold from this instant on
     * @param saleEndAt sold until just before this instant; absent: without end
     * @param sellable how many may be reserved or sold in all
     * @param validForDays how many days a ticket is good for, from {@code validFrom} or its issue, whichever is later
     * @param validFrom no ticket is good before this instant; absent: from its issue on
     */
    record ProductPublished(
            long productId,
            long version,
            String sku,
            String name,
            String status,
            Instant saleStartAt,
            Instant saleEndAt,
            Money price,
            int sellable,
            int validForDays,
            Instant validFrom,
            List<ProductFunction> functions,
            Instant publishedAt)
            implements ProductEvents {
        public ProductPublished {
            Required.positive("product_id", productId);
            Required.positive("version", version);
            Required.member("sku", sku);
            Required.member("name", name);
            Required.oneOf("status", status, ACTIVE, RETIRED);
            Required.member("sale_start_at", saleStartAt);
            Required.member("price", price);
            Required.positive("valid_for_days", validForDays);
            Required.member("functions", functions);
            Required.member("published_at", publishedAt);
            functions = List.copyOf(functions);
        }

        @Override
        public String aggregateId() {
            return Long.toString(productId);
        }
    }
}
