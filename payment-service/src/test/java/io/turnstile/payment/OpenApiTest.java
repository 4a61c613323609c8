package io.turnstile.payment;

import io.turnstile.platform.testing.OpenApiContract;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    @Test
    void every_endpoint_is_in_the_contract_and_the_other_way_round() {
        OpenApiContract.assertEndpointsListed("payment-service", "io.turnstile.payment");
    }
}
