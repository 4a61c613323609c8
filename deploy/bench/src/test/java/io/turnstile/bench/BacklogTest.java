package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void isTheMeanAroundTheMiddleAndOverTheLastTenth() {
        IntStream.rangeClosed(0, 100).forEach(second -> backlog.add(second, second));

        assertThat(backlog.middle()).isEqualTo(50);
        assertThat(backlog.end()).isEqualTo(95);
    }

    @Test
    void takesOneHighLookForNoise() {
        IntStream.rangeClosed(0, 100).forEach(second -> backlog.add(second, second == 100 ? 110 : 0));

        assertThat(backlog.end()).isEqualTo(10);
    }

    @Test
    void saysThatItWasLookedAtTooSeldom() {
        backlog.add(0, 1);
        backlog.add(100, 1);

        assertThatThrownBy(backlog::middle).isInstanceOf(BenchException.class);
    }
}
