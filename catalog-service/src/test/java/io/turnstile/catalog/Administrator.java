package io.turnstile.catalog;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.TestTokens;

/** Somebody with the role catalog-admin, at the service's door. */
public final class Administrator {
    private Administrator() {}

    public static ProductBody adds(ProductBody product) {
        tryToAdd(product).statusCode(201);
        return product;
    }

    public static ValidatableResponse tryToAdd(ProductBody product) {
        return with(OpenApiContract.given())
                .contentType(ContentType.JSON)
                .body(product.members())
                .post("/products")
                .then();
    }

    public static ValidatableResponse replaces(long id, ProductBody content) {
        return with(OpenApiContract.given())
                .contentType(ContentType.JSON)
                .body(content.withoutId().members())
                .put("/products/" + id)
                .then();
    }

    public static ValidatableResponse retires(long id) {
        return with(OpenApiContract.given()).post("/products/" + id + "/retire").then();
    }

    public static ValidatableResponse listsProducts() {
        return with(OpenApiContract.given()).get("/products").then();
    }

    /** The same person with a request that breaks the contract on purpose. */
    public static RequestSpecification sendsBroken() {
        return with(OpenApiContract.givenBroken()).contentType(ContentType.JSON);
    }

    private static RequestSpecification with(RequestSpecification request) {
        return request.header("Authorization", "Bearer " + TestTokens.of("ann", "catalog-admin"));
    }
}
