package io.turnstile.venue;

import io.turnstile.platform.testing.OpenApiContract;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    @Test
    void the_document_lists_what_is_served_and_nothing_else() {
        OpenApiContract.assertEndpointsListed("venue-service", "io.turnstile.venue");
    }
}
