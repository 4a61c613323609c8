package io.turnstile.reporting.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.turnstile.reporting.model.ScanFilter;
import io.turnstile.reporting.usecase.ExportRedemptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;

/** Writes scans as RFC 4180 CSV: a header line, then a line per scan. */
@ApplicationScoped
class RedemptionCsv {
    private static final ObjectWriter LINES = lines();

    private final ExportRedemptions exportRedemptions;

    RedemptionCsv(ExportRedemptions exportRedemptions) {
        this.exportRedemptions = exportRedemptions;
    }

    /**
     * Writes as it reads, and does not close the stream: a report that cannot be finished must not look like a whole
     * one.
     */
    void write(ScanFilter filter, OutputStream out) throws IOException {
        try (var lines = LINES.writeValues(out)) {
            exportRedemptions.to(
                    chunk -> {
                        for (var scan : chunk) {
                            lines.write(RedemptionEvent.of(scan));
                        }
                    },
                    filter);
        }
    }

    private static ObjectWriter lines() {
        var mapper = CsvMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addSerializer(new FormulaGuard()))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                // Quotes only where they are needed, not wherever a value is long.
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .build();
        var columns = mapper.schemaFor(RedemptionEvent.class).withHeader().withLineSeparator("\r\n");
        return mapper.writer(columns);
    }

    /**
     * A spreadsheet takes a cell that starts with one of these for a formula and runs it. Some values come from
     * terminals, so such a cell gets an apostrophe in front, which makes it text.
     */
    private static final class FormulaGuard extends StdScalarSerializer<String> {
        private static final String STARTS_OF_FORMULAS = "=+-@\t\r\n";

        FormulaGuard() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator csv, SerializerProvider provider) throws IOException {
            var isFormula = !value.isEmpty() && STARTS_OF_FORMULAS.indexOf(value.charAt(0)) >= 0;
            csv.writeString(isFormula ? "'" + value : value);
        }
    }
}
