package io.turnstile.contracts;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;

/**
 * Refuses JSON in UTF-16 and UTF-32, which Jackson would recognise by itself: RFC 8259 knows UTF-8 only, and who stands
 * between (a signature, a filter, another parser) reads the bytes as that.
 */
final class Utf8Only extends InputDecorator {
    private static final int ENOUGH = 2;

    @Override
    public InputStream decorate(IOContext context, InputStream in) throws IOException {
        var json = new PushbackInputStream(in, ENOUGH);
        var start = json.readNBytes(ENOUGH);
        json.unread(start);
        refuseOthers(start, 0, start.length);
        return json;
    }

    /** @return null: read as it is */
    @Override
    public InputStream decorate(IOContext context, byte[] json, int offset, int length) throws IOException {
        refuseOthers(json, offset, Math.min(length, ENOUGH));
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader in) {
        return in;
    }

    /** JSON begins with an ASCII character, of which the others make two or four bytes; or with their own mark. */
    private static void refuseOthers(byte[] json, int offset, int length) throws JsonParseException {
        for (var i = offset; i < offset + length; i++) {
            if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF) {
                throw new JsonParseException(null, "not in UTF-8");
            }
        }
    }
}
