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
    /** So many that some twenty of them could not be read if the encoder's first choice of mask were taken. */
    private static final int MANY = 1_200;

    private final QrTokens tokens = new QrTokens("new:" + Base64.getUrlEncoder().encodeToString(new byte[32]));
    private final String token = someToken();

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

    @Test
    void every_token_can_be_read() throws Exception {
        for (int i = 0; i < MANY; i++) {
            var any = someToken();
            assertEquals(any, QrReader.read(QrImage.of(any).png()));
        }
    }

    /** Different each time: its nonce is random. */
    private String someToken() {
        return tokens.seal(new QrClaims(
                "A".repeat(22),
                TicketCode.random().value(),
                Instant.ofEpochSecond(1_800_000_000),
                Instant.ofEpochSecond(1_800_000_060)));
    }
}
