package io.turnstile.bench;

import static io.turnstile.bench.Line.Verdict.MISSED;
import static io.turnstile.bench.Line.Verdict.REACHED;
import static io.turnstile.bench.Line.Verdict.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgingFiguresTest {
    @Test
    void a_ratio_at_its_border_is_reached() {
        assertThat(Target.atLeast(0.35).judge(0.35)).isEqualTo(REACHED);
        assertThat(Target.atLeast(0.35).judge(0.349)).isEqualTo(MISSED);
    }

    @Test
    void a_time_beyond_its_border_is_missed() {
        assertThat(Target.atMost(25, "ms").judge(25)).isEqualTo(REACHED);
        assertThat(Target.atMost(25, "ms").judge(25.1)).isEqualTo(MISSED);
    }

    @Test
    void without_a_floor_nothing_is_judged() {
        var line = Target.atLeast(0.35).skipped("scan", "scans", "2,500 req/s", Pgbench.MISSING);
        assertThat(line.verdict()).isEqualTo(SKIPPED);
        assertThat(line.remark()).contains("no pgbench");
    }

    @Test
    void one_bad_round_moves_no_median() {
        assertThat(Numbers.median(2_500, 40, 2_600)).isEqualTo(2_500);
        assertThat(Numbers.median(1, 2)).isEqualTo(1.5);
    }

    @Test
    void numbers_have_the_digits_that_were_measured() {
        assertThat(Numbers.text(13_432.17, "tps")).isEqualTo("13,432 tps");
        assertThat(Numbers.text(24.96, "ms")).isEqualTo("25.0 ms");
        assertThat(Numbers.text(0.352, "")).isEqualTo("0.35");
    }

    @Test
    void the_table_has_a_verdict_in_every_row() {
        var line = Target.atLeast(0.35).line("scan", "scans", "2,500 req/s", "13,000 tps", 0.19, "");
        var table = new Results(Machine.current(), "./turnstile bench", List.of(line), new Plots()).markdown();
        assertThat(table).contains("| scan | scans | 2,500 req/s | 13,000 tps | 0.19 | ≥ 0.35 | missed |");
    }
}
