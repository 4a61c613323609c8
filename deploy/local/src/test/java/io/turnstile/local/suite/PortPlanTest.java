package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void no_port_is_given_twice_however_many_replicas_run() {
        var plan = new PortPlan(0);
        var ports =
                new ArrayList<>(List.of(plan.gateway(), plan.issuer(), plan.postgres(), plan.kafka(), plan.connect()));
        for (int service = 0; service < 6; service++) {
            for (int replica = 0; replica < PortPlan.MOST_REPLICAS; replica++) {
                ports.add(plan.service(service, replica));
                ports.add(plan.management(service, replica));
            }
        }
        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void an_offset_moves_every_port() {
        var moved = new PortPlan(10_000);
        assertThat(moved.gateway()).isEqualTo(18_080);
        assertThat(moved.issuer()).isEqualTo(18_090);
        assertThat(moved.postgres()).isEqualTo(25_432);
        assertThat(moved.kafka()).isEqualTo(29_092);
        assertThat(moved.connect()).isEqualTo(28_083);
        assertThat(moved.service(1, 0)).isEqualTo(18_102);
        assertThat(moved.management(1, 1)).isEqualTo(19_112);
    }

    @Test
    void an_offset_beyond_the_last_port_is_refused() {
        assertThatThrownBy(() -> new PortPlan(50_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
