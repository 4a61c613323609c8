package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingWhatToolsSayTest {
    private static final String WRK = """
            Running 5s test @ http://127.0.0.1:13105
              1 threads and 16 connections
            {"per_second":2512.4,"answered":12562,"refused":%d,"broken":%d,"exhausted":%s,"micros":[900,6100]}
            """;
    private static final String PGBENCH = """
            transaction type: scan.sql
            number of transactions actually processed: 67000
            number of failed transactions: %d (0.000%%)
            latency average = 1.190 ms
            tps = 13432.170000 (without initial connection time)
            """;

    @Test
    void what_wrk_counted() {
        var answers = Wrk.read(WRK.formatted(3, 0, "false"));
        assertThat(answers.perSecond()).isEqualTo(2512.4);
        assertThat(answers.answered()).isEqualTo(12_562);
        assertThat(answers.refused()).isEqualTo(3);
        assertThat(answers.millis()).containsExactly(0.9, 6.1);
    }

    @Test
    void a_load_that_sent_requests_twice_is_known() {
        assertThat(Wrk.read(WRK.formatted(0, 0, "true")).exhausted()).isTrue();
        assertThat(Wrk.read(WRK.formatted(0, 0, "false")).exhausted()).isFalse();
    }

    @Test
    void a_load_whose_connections_broke_is_none() {
        assertThatThrownBy(() -> Wrk.read(WRK.formatted(0, 2, "false"))).hasMessageContaining("broke");
    }

    @Test
    void a_load_that_said_nothing_is_none() {
        assertThatThrownBy(() -> Wrk.read("unable to connect")).hasMessageContaining("unable to connect");
    }

    @Test
    void a_crowd_of_which_somebody_was_not_answered_is_none() {
        var said = "{\"answered\":%d,\"sold_out\":2,\"failed\":%d,\"broken\":0}";
        assertThat(Wrk.readCrowd(said.formatted(10, 0), 10)).isEqualTo(2);
        assertThatThrownBy(() -> Wrk.readCrowd(said.formatted(9, 0), 10)).isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> Wrk.readCrowd(said.formatted(10, 1), 10)).isInstanceOf(BenchException.class);
    }

    @Test
    void what_pgbench_did_in_a_second() {
        assertThat(Pgbench.tps(PGBENCH.formatted(0))).isEqualTo(13_432.17);
    }

    @Test
    void a_floor_whose_transactions_failed_is_none() {
        assertThatThrownBy(() -> Pgbench.tps(PGBENCH.formatted(7))).isInstanceOf(BenchException.class);
    }

    @Test
    void transactions_of_a_steady_rate_belong_to_the_window_in_which_they_ended() {
        var log = List.of(
                "0 0 9000 0 1796054716 900000 12",
                "1 0 2000 0 1796054717 899999 0",
                "0 1 3000 0 1796054718 899999 700",
                "0 2 4000 0 1796054718 900000 0",
                "1 1 5000 0 1796054720 950000 0");
        var windows = Pgbench.windows(log, 2, 2);
        assertThat(windows).extracting(Latencies::count).containsExactly(3L, 2L);
        assertThat(windows.getLast().millis(100)).isCloseTo(5, withinPercentage(1));
    }
}
