package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmingUpTest {
    private static final String SERVICE = "some-service";

    private final Stage stage = new Stage(null, null, null, null, null, 3, 5, false, new HashSet<>());

    @Test
    void one_slow_window_ends_nothing() {
        var rates = new double[] {100, 300, 200, 500, 510, 500, 490, 505, 700};
        var windows = new AtomicInteger();
        stage.warmUp(SERVICE, _ -> rates[windows.getAndIncrement()]);
        // Up to 500 it grew; four windows later it had not.
        assertThat(windows).hasValue(8);
    }

    @Test
    void what_is_warm_already_is_level_sooner() {
        var windows = new AtomicInteger();
        stage.warmUp(SERVICE, _ -> always(500, windows));
        assertThat(windows).hasValue(5);
        stage.warmUp(SERVICE, _ -> always(500, windows));
        assertThat(windows).hasValue(5 + 3);
        stage.warmUp("another-service", _ -> always(500, windows));
        assertThat(windows).hasValue(5 + 3 + 5);
        stage.loaded("a-third");
        stage.warmUp("a-third", _ -> always(500, windows));
        assertThat(windows).hasValue(5 + 3 + 5 + 3);
    }

    @Test
    void what_never_stops_growing_is_measured_all_the_same() {
        var windows = new AtomicInteger();
        stage.warmUp(SERVICE, _ -> Math.pow(2, windows.getAndIncrement()));
        assertThat(windows).hasValue(20);
    }

    @Test
    void product_and_floor_are_measured_in_turn_and_stand_for_their_medians() {
        var order = new StringBuilder();
        var product = new AtomicInteger();
        var turns = stage.inTurn(
                () -> {
                    order.append('A');
                    return product.incrementAndGet();
                },
                () -> {
                    order.append('B');
                    return 4;
                });
        assertThat(order).hasToString("ABABAB");
        assertThat(turns.ratio()).isEqualTo(0.5);
    }

    private static double always(double rate, AtomicInteger windows) {
        windows.incrementAndGet();
        return rate;
    }
}
