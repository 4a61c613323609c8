package io.turnstile.catalog.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.catalog.model.ListedProduct;
import io.turnstile.catalog.model.Products;
import io.turnstile.catalog.usecase.AddProduct;
import io.turnstile.catalog.usecase.ReplaceProduct;
import io.turnstile.catalog.usecase.RetireProduct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.ConvertGroup;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Product administration. */
@Path("/products")
@RolesAllowed("catalog-admin")
@RunOnVirtualThread
class ProductsResource {
    private final Products products;
    private final AddProduct addProduct;
    private final ReplaceProduct replaceProduct;
    private final RetireProduct retireProduct;
    private final SharedCatalog catalog;

    ProductsResource(
            Products products,
            AddProduct addProduct,
            ReplaceProduct replaceProduct,
            RetireProduct retireProduct,
            SharedCatalog catalog) {
        this.products = products;
        this.addProduct = addProduct;
        this.replaceProduct = replaceProduct;
        this.retireProduct = retireProduct;
        this.catalog = catalog;
    }

    @GET
    public ProductList all() {
        return ProductList.of(products.listed());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<AdministeredProduct> add(@Valid @NotNull ProductRequest request) {
        var product = changed(addProduct.add(Optional.ofNullable(request.id()), request.content()));
        return ResponseBuilder.<AdministeredProduct>create(RestResponse.Status.CREATED)
                // Only the path: the host that clients see is the gateway's.
                .header(HttpHeaders.LOCATION, "/products/" + product.product().id())
                .entity(product)
                .build();
    }

    @Consumes(MediaType.APPLICATION_JSON)
    @PUT
    @Path("/{id}")
    public AdministeredProduct replace(
            ProductId id, @Valid @NotNull @ConvertGroup(to = ProductRequest.Replacement.class) ProductRequest request) {
        return changed(replaceProduct.replace(id.value(), request.content()));
    }

    @POST
    @Path("/{id}/retire")
    public AdministeredProduct retire(ProductId id) {
        return changed(retireProduct.retire(id.value()));
    }

    private AdministeredProduct changed(ListedProduct product) {
        catalog.forget();
        return AdministeredProduct.of(product);
    }
}
