package io.turnstile.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;

class TerminalQrTest {
    private static final int QUIET_ZONE = 2;

    @Test
    void what_is_drawn_reads_as_what_was_meant() throws Exception {
        var content = "eyJhbGciOiJkaXIifQ..".repeat(10);
        var lines = TerminalQr.draw(content).lines().toList();
        var size = lines.getFirst().length() - 2 * QUIET_ZONE;
        var matrix = new BitMatrix(size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                var drawnAt = y + QUIET_ZONE;
                var character = lines.get(drawnAt / 2).charAt(x + QUIET_ZONE);
                var light = drawnAt % 2 == 0 ? "█▀" : "█▄";
                if (light.indexOf(character) < 0) {
                    matrix.set(x, y);
                }
            }
        }
        assertThat(new Decoder().decode(matrix).getText()).isEqualTo(content);
    }
}
