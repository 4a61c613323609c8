package io.turnstile.catalog.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.catalog.model.Products;
import io.turnstile.catalog.usecase.UnknownProductException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** What is on sale now, for everybody. */
@Path("/catalog")
@PermitAll
class CatalogResource {
    private final SharedCatalog catalog;
    private final Products products;
    private final Clock clock;
    private final TaggedJson taggedJson;

    CatalogResource(SharedCatalog catalog, Products products, Clock clock, TaggedJson taggedJson) {
        this.catalog = catalog;
        this.products = products;
        this.clock = clock;
        this.taggedJson = taggedJson;
    }

    @GET
    @NonBlocking
    public CompletionStage<Response> catalog(@Context HttpHeaders request) {
        return catalog.ask().thenApply(answer -> answer.to(request));
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    public Response product(ProductId id, @Context HttpHeaders request) {
        var product =
                products.onSale(id.value(), clock.instant()).orElseThrow(() -> new UnknownProductException(id.value()));
        return taggedJson.of(CatalogProduct.of(product)).to(request);
    }
}
