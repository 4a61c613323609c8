package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class EmptyEndpointTest {
    @Test
    void has_the_options_of_the_service_beside_which_it_stands() {
        assertThat(EmptyEndpoint.optionsOf("catalog-service"))
                .contains("-XX:+UseSerialGC", "-Xmx128m")
                .allMatch(option -> option.startsWith("-X"));
    }

    @Test
    void has_none_of_a_service_that_does_not_exist() {
        assertThatExceptionOfType(BenchException.class).isThrownBy(() -> EmptyEndpoint.optionsOf("no-service"));
    }
}
