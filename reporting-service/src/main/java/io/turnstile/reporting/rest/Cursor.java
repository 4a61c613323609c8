package io.turnstile.reporting.rest;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.reporting.model.Position;
import io.turnstile.reporting.model.Result;
import io.turnstile.reporting.model.ScanFilter;
import io.turnstile.reporting.model.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Where the next page starts, together with the filter of the first page, so that all pages are of one report. Clients
 * pass it on and never look inside.
 *
 * <p>The checksum finds a cursor that was changed or cut off. It keeps nobody from making one: that would show nothing
 * that the same token could not ask for with other parameters.
 */
record Cursor(ScanFilter filter, Position position) {
    private static final byte VERSION = 1;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    String encode() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeLong(micros(filter.window().from()));
            out.writeLong(micros(filter.window().to()));
            // Empty and zero stand for "all": no code is empty and no id is zero.
            out.writeUTF(filter.functionCode() == null ? "" : filter.functionCode());
            out.writeLong(filter.locationId() == null ? 0 : filter.locationId());
            out.writeUTF(filter.result() == null ? "" : filter.result().code());
            out.writeLong(micros(position.ts()));
            out.writeLong(position.eventId().getMostSignificantBits());
            out.writeLong(position.eventId().getLeastSignificantBits());
            out.writeInt(checksum(bytes.toByteArray()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be written", e);
        }
    }

    /** @throws ProblemException where it is no cursor of {@link #encode} */
    static Cursor decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var body = Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
            var in = new DataInputStream(new ByteArrayInputStream(body));
            if (bytes.length >= CHECKSUM_BYTES
                    && ByteBuffer.wrap(bytes).getInt(body.length) == checksum(body)
                    && in.readByte() == VERSION) {
                return new Cursor(filter(in), position(in));
            }
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException _) {
            // Told below, like a wrong checksum.
        }
        throw ProblemException.invalid("cursor", "is not a cursor of this report");
    }

    private static ScanFilter filter(DataInputStream in) throws IOException {
        var window = new Window(instant(in.readLong()), instant(in.readLong()));
        var functionCode = in.readUTF();
        var locationId = in.readLong();
        var result = in.readUTF();
        return new ScanFilter(
                window,
                functionCode.isEmpty() ? null : functionCode,
                locationId == 0 ? null : locationId,
                Result.ofCode(result).orElse(null));
    }

    private static Position position(DataInputStream in) throws IOException {
        return new Position(instant(in.readLong()), new UUID(in.readLong(), in.readLong()));
    }

    /** Since 1970; exact, because every time of the report is whole microseconds. */
    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static int checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
