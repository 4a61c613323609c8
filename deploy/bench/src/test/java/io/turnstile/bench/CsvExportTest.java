package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvExportTest {
    @Test
    void counts_lines_across_all_reads() throws IOException {
        var text = "a,b\r\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII);

        assertThat(CsvExport.lines(new ByteArrayInputStream(text))).isEqualTo(50_000);
    }
}
