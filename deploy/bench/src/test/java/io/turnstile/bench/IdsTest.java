package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void grow_with_the_time() {
        var id = Ids.uuidv7(1_700_000_000_000L, 1);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).isLessThan(Ids.uuidv7(1_700_000_000_001L, 1).toString());
    }

    @Test
    void are_the_same_for_the_same_seed_and_others_for_another() {
        assertThat(Ids.uuidv7(1, 5)).isEqualTo(Ids.uuidv7(1, 5)).isNotEqualTo(Ids.uuidv7(1, 6));
        assertThat(Ids.random(5)).isEqualTo(Ids.random(5)).isNotEqualTo(Ids.random(6));
    }
}
