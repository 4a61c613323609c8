package io.turnstile.reporting.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.reporting.model.Position;
import io.turnstile.reporting.model.Result;
import io.turnstile.reporting.model.ScanFilter;
import io.turnstile.reporting.model.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CursorTest {
    @Property(tries = 300)
    void a_cursor_tells_what_was_put_into_it(@ForAll("cursors") Cursor cursor) {
        var text = cursor.encode();
        assertEquals(cursor, Cursor.decode(text));
        assertTrue(text.matches("[A-Za-z0-9_-]{1,512}"), text);
    }

    @Property(tries = 300)
    void a_changed_bit_is_found(@ForAll("cursors") Cursor cursor, @ForAll int anywhere) {
        var bytes = Base64.getUrlDecoder().decode(cursor.encode());
        var bit = Math.floorMod(anywhere, bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        assertThrows(
                ProblemException.class,
                () -> Cursor.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    @Property(tries = 300)
    void what_is_no_cursor_is_refused(@ForAll String text) {
        assertThrows(ProblemException.class, () -> Cursor.decode(text));
    }

    @Provide
    Arbitrary<Cursor> cursors() {
        var windows = Combinators.combine(instants(), instants())
                .as((one, other) -> one.isAfter(other) ? new Window(other, one) : new Window(one, other));
        var codes = Arbitraries.of("ferry", "a", "z".repeat(64)).injectNull(0.3);
        var locations = Arbitraries.longs().greaterOrEqual(1).injectNull(0.3);
        var results = Arbitraries.of(Result.class).injectNull(0.3);
        var filters = Combinators.combine(windows, codes, locations, results).as(ScanFilter::new);
        var positions = Combinators.combine(instants(), Arbitraries.create(UUID::randomUUID))
                .as(Position::new);
        return Combinators.combine(filters, positions).as(Cursor::new);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(-62_135_596_800_000_000L, 253_402_300_799_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
