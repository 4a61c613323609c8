package io.turnstile.catalog.rest;

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

/** What is on sale now, for everybody. */
@Path("/catalog")
@PermitAll
@RunOnVirtualThread
class CatalogResource {
    private final Products products;
    private final Clock clock;
    private final TaggedJson taggedJson;

    CatalogResource(Products products, Clock clock, TaggedJson taggedJson) {
        this.products = products;
        this.clock = clock;
        this.taggedJson = taggedJson;
    }

    @GET
    public Response catalog(@Context HttpHeaders request) {
        var onSale = products.onSale(clock.instant());
        return taggedJson.answer(request, Catalog.of(onSale));
    }

    @GET
    @Path("/{id}")
    public Response product(ProductId id, @Context HttpHeaders request) {
        var product =
                products.onSale(id.value(), clock.instant()).orElseThrow(() -> new UnknownProductException(id.value()));
        return taggedJson.answer(request, CatalogProduct.of(product));
    }
}
