package io.turnstile.ticket.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.ticket.QrReader;
import io.turnstile.ticket.model.TicketCode;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class QrImageTest {
    private final String token = new QrTokens("new:" + Base64.getUrlEncoder().encodeToString(new byte[32]))
            .seal(new QrClaims(
                    "A".repeat(22),
                    TicketCode.random().value(),
                    Instant.ofEpochSecond(1_800_000_000),
                    Instant.ofEpochSecond(1_800_000_060)));

    @Test
    void the_modules_are_few_enough_to_be_read_at_arms_length() {
        // Version 9 of the standard: on a phone's screen, 60 mm wide, each module is about 1 mm.
        assertTrue(token.length() <= 230, () -> "the token has " + token.length() + " characters");
        assertEquals(53, QrImage.of(token).size());
    }

    @Test
    void the_png_reads_back_as_the_token() throws Exception {
        assertEquals(token, QrReader.read(QrImage.of(token).png()));
    }

    @Test
    void the_svg_reads_back_as_the_token() throws Exception {
        assertEquals(token, QrReader.readSvg(QrImage.of(token).svg()));
    }

    @Test
    void the_png_is_small() {
        assertTrue(QrImage.of(token).png().length < 5_000);
    }
}
