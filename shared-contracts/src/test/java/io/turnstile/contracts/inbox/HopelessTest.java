package io.turnstile.contracts.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopelessTest {
    @ParameterizedTest
    @CsvSource({
        "08006, false, connection lost",
        "40001, false, serialization failure",
        "40P01, false, deadlock",
        "53300, false, too many connections",
        "57P01, false, server shuts down",
        "22001, true,  value too long",
        "23514, true,  check violated"
    })
    void sql_states_tell_passing_faults_from_hopeless_ones(String sqlState, boolean hopeless, String why) {
        assertEquals(hopeless, Hopeless.isHopeless(new IllegalStateException(new SQLException(why, sqlState))));
    }

    @Test
    void an_unreadable_event_is_hopeless_and_an_unknown_fault_is_waited_for() {
        assertEquals(true, Hopeless.isHopeless(new UnreadableEventException("no JSON")));
        assertEquals(true, Hopeless.isHopeless(new IllegalStateException(new NullPointerException())));
        assertEquals(false, Hopeless.isHopeless(new IllegalStateException("nobody knows")));
        assertEquals(false, Hopeless.isHopeless(new SQLException("no state")));
    }

    @Test
    void a_connection_can_be_made_again_whatever_broke_it() {
        var broken = new SQLException("broken", "08006", new IndexOutOfBoundsException());
        assertEquals(false, Hopeless.isHopeless(new IllegalStateException(broken)));
    }

    @Test
    void the_reason_is_what_was_wrong_and_not_what_is_wrapped_around_it() {
        var wrong = new SQLException("no second ferry", "23505");
        assertEquals(
                Optional.of(wrong),
                Hopeless.cause(new IllegalStateException("could not commit", new RuntimeException("batch", wrong))));
    }
}
