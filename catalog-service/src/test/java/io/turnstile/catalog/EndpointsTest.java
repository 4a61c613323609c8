package io.turnstile.catalog;

import io.turnstile.platform.testing.OpenApiContract;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void the_service_has_the_endpoints_of_the_api_document_and_no_others() {
        // The last two are files; ApiDocumentTest fetches them.
        OpenApiContract.assertEndpointsListed(
                "catalog-service", "io.turnstile.catalog", "GET /openapi/", "GET /openapi/openapi.json");
    }
}
