package io.turnstile.ticket.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketCodeTest {
    private static final String TYPED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*~$=-";

    @Test
    void a_code_is_written_as_the_api_document_says() {
        var pattern = "^TK(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z*~$=U]$";
        assertTrue(Stream.generate(TicketCode::random).limit(5_000).allMatch(code -> code.value()
                .matches(pattern)));
    }

    @Test
    void the_check_symbol_is_the_number_modulo_37() {
        // 0…010 is 32, 0…01Z is 63 = 37 + 26, 0…014 is 36, the last of the 37.
        assertEquals("TK-0000-0000-0010-*", parsed("TK-0000-0000-0010-*").value());
        assertEquals("TK-0000-0000-001Z-T", parsed("TK-0000-0000-001Z-T").value());
        assertEquals("TK-0000-0000-0014-U", parsed("TK-0000-0000-0014-U").value());
    }

    @Test
    void every_symbol_appears_at_every_place_so_all_60_bits_are_random() {
        var codes = Stream.generate(() -> TicketCode.random().value().replace("-", ""))
                .limit(2_000)
                .toList();
        for (int place = 2; place < 14; place++) {
            int at = place;
            assertEquals(
                    32, codes.stream().map(code -> code.charAt(at)).distinct().count());
        }
        assertEquals(codes.size(), codes.stream().distinct().count());
    }

    @Test
    void no_single_wrong_character_makes_another_ticket() {
        randomCodes(50).forEach(TicketCodeTest::assertNoWrongCharacterPasses);
    }

    @Test
    void no_lost_or_added_character_makes_another_ticket() {
        randomCodes(50).forEach(TicketCodeTest::assertNoLostOrAddedCharacterPasses);
    }

    @Test
    void no_swap_of_two_neighbours_makes_another_ticket() {
        randomCodes(500).forEach(TicketCodeTest::assertNoSwapPasses);
    }

    @Test
    void what_people_type_is_forgiven() {
        var code = new TicketCode("TK-0000-0000-0010-*");
        var typed = List.of(
                "tk-0000-0000-0010-*",
                "TK-OOOO-OOOO-OOIO-*",
                "tk-oooo-oooo-oolo-*",
                "TK000000000010*",
                "tk0000-0000-0010*");
        assertEquals(
                List.of(code),
                typed.stream().map(TicketCodeTest::parsed).distinct().collect(Collectors.toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "TK",
                "TK-",
                "0000-0000-0010-*",
                "XX-0000-0000-0010-*",
                "TK-0000-0000-0010",
                "TK-0000-0000-0010-1",
                "TK-0000-0000-0010-**",
                "TK-000U-0000-0010-*",
                "TK-0000-0000-0010-\u00df",
                "TK-0000-0000-0010-* ",
                "../../etc"
            })
    void what_is_no_code_is_none(String text) {
        assertEquals(Optional.empty(), TicketCode.parse(text));
    }

    @Test
    void only_the_written_form_is_a_value() {
        assertThrows(IllegalArgumentException.class, () -> new TicketCode("tk-0000-0000-0010-*"));
        assertThrows(IllegalArgumentException.class, () -> new TicketCode("TK-0000-0000-0010-1"));
        assertNotEquals(new TicketCode("TK-0000-0000-0010-*"), new TicketCode("TK-0000-0000-001Z-T"));
    }

    private static TicketCode parsed(String text) {
        return TicketCode.parse(text).orElseThrow();
    }

    private static void assertThisTicketOrNone(String code, String typed) {
        var read = TicketCode.parse(typed).map(TicketCode::value).orElse(code);
        assertEquals(code, read, () -> typed + " was taken for another ticket");
    }

    private static void assertNoWrongCharacterPasses(String code) {
        for (int place = 0; place < code.length(); place++) {
            for (char wrong : TYPED.toCharArray()) {
                var typed = code.substring(0, place) + wrong + code.substring(place + 1);
                assertThisTicketOrNone(code, typed);
            }
        }
    }

    private static void assertNoLostOrAddedCharacterPasses(String code) {
        for (int place = 0; place < code.length(); place++) {
            assertThisTicketOrNone(code, code.substring(0, place) + code.substring(place + 1));
            for (char added : TYPED.toCharArray()) {
                assertThisTicketOrNone(code, code.substring(0, place) + added + code.substring(place));
            }
        }
    }

    private static void assertNoSwapPasses(String code) {
        var symbols = code.replace("-", "");
        for (int place = 2; place + 1 < symbols.length(); place++) {
            var first = symbols.charAt(place);
            var second = symbols.charAt(place + 1);
            if (first != second) {
                var swapped = symbols.substring(0, place) + second + first + symbols.substring(place + 2);
                assertEquals(Optional.empty(), TicketCode.parse(swapped));
            }
        }
    }

    private static Stream<String> randomCodes(int count) {
        return Stream.generate(() -> TicketCode.random().value()).limit(count);
    }
}
