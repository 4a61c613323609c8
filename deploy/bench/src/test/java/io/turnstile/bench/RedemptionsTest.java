package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedemptionsTest {
    private static final int COUNT = 1_000;

    private final Redemptions redemptions = Redemptions.of(new Tickets("TST", 3).codes(), COUNT);
    private final List<TicketRedeemed> events = redemptions.events();

    @Test
    void haveIdsThatGrowWithTime() {
        assertThat(events).extracting(event -> event.scanAttemptId().version()).containsOnly(7);
        assertThat(events).extracting(event -> event.scanAttemptId().variant()).containsOnly(2);
        assertThat(events).extracting(TicketRedeemed::scanAttemptId).doesNotHaveDuplicates();
    }

    @Test
    void areAllInTheirTimeAndAlone() {
        assertThat(events)
                .extracting(TicketRedeemed::ts)
                .doesNotHaveDuplicates()
                .allSatisfy(ts ->
                        assertThat(ts).isAfterOrEqualTo(redemptions.begin()).isBefore(redemptions.end()));
    }

    @Test
    void useTheTicketsInTurn() {
        assertThat(events.stream().limit(4).map(TicketRedeemed::ticketCode))
                .containsExactly(
                        "TK-BTST-0000-0000-0", "TK-BTST-0000-0001-0", "TK-BTST-0000-0002-0", "TK-BTST-0000-0000-0");
    }

    @Test
    void areReadAsTheyAreWritten() throws Exception {
        var event = events.getFirst();

        assertThat(EventJson.read(EventJson.write(event), TicketRedeemed.class)).isEqualTo(event);
    }
}
