package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.turnstile.bench.Line.Verdict;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds product = new Rounds(List.of(round(80), round(90_000), round(60)));
    private final Rounds hops = new Rounds(List.of(round(19), round(20), round(21)));

    /** A hundred latencies up to so many milliseconds. */
    private static Latencies round(long slowest) {
        var latencies = new Latencies();
        LongStream.rangeClosed(1, 100).map(part -> part * slowest * 10).forEach(latencies::addMicros);
        return latencies;
    }

    @Test
    void doesNotCountTheRoundThatWasDisturbed() {
        assertThat(product.millis(50)).isCloseTo(40, within(0.1));
        assertThat(product.millis(99)).isCloseTo(79.2, within(0.1));
    }

    @Test
    void comparesTheSamePercentile() {
        var line = product.against(hops, 99, Target.atMost(4), "notify", "seen", "");

        assertThat(line.measure()).isEqualTo("seen, p99");
        assertThat(line.figure()).isEqualTo("4.00");
        assertThat(line.product()).isEqualTo("79.2 ms");
        assertThat(line.floor()).isEqualTo("19.8 ms");
    }

    @Test
    void countsEveryOneOfThemWhereAllAreTakenTogether() {
        assertThat(product.together().count()).isEqualTo(300);
        assertThat(product.together().millis(99)).isCloseTo(87_300, within(100.0));
    }

    @Test
    void judges() {
        assertThat(product.against(hops, 50, Target.atMost(5), "", "", "").verdict())
                .isEqualTo(Verdict.REACHED);
        assertThat(product.against(hops, 50, Target.atMost(3), "", "", "").verdict())
                .isEqualTo(Verdict.MISSED);
    }
}
