package io.turnstile.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table in PostgreSQL's binary format ("Binary Format" in its page on COPY): no value is made a
 * text only to be read again. A row is its number of columns and then a value of exactly each one's type.
 */
public final class BinaryRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final byte VERSION_OF_JSONB = 1;
    private static final int NULL = -1;
    private static final short END = -1;
    /** Longer than the longest row. */
    private static final int ROOM = 4 * 1024;

    private final CopyIn copy;
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);

    BinaryRows(CopyIn copy) {
        this.copy = copy;
        bytes.put(SIGNATURE).putInt(0).putInt(0);
    }

    public BinaryRows row(int columns) {
        bytes.putShort((short) columns);
        return this;
    }

    /** Or none, where it is null. */
    public BinaryRows text(String value) {
        return value == null ? none() : bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryRows bytea(byte[] value) {
        bytes.putInt(value.length).put(value);
        return this;
    }

    public BinaryRows jsonb(String value) {
        var text = value.getBytes(StandardCharsets.UTF_8);
        bytes.putInt(1 + text.length).put(VERSION_OF_JSONB).put(text);
        return this;
    }

    public BinaryRows integer(int value) {
        bytes.putInt(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryRows bigint(long value) {
        bytes.putInt(Long.BYTES).putLong(value);
        return this;
    }

    public BinaryRows uuid(UUID value) {
        bytes.putInt(2 * Long.BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    public BinaryRows timestamptz(Instant value) {
        return bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    public BinaryRows none() {
        bytes.putInt(NULL);
        return this;
    }

    /** Between two rows: sends what is there where the next one might not fit. */
    void makeRoom() throws SQLException {
        if (bytes.remaining() < ROOM) {
            send();
        }
    }

    /** After the last row. */
    void end() throws SQLException {
        bytes.putShort(END);
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }
}
