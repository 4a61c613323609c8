package io.turnstile.contracts;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses JSON in UTF-16 and UTF-32, which Jackson would recognise by itself: RFC 8259 knows UTF-8 only, and who stands
 * between (a signature, a filter, another parser) reads the bytes as that. For the same reason what is no UTF-8 is refused,
 * such as a character in more bytes than it needs.
 */
final class Utf8Only extends InputDecorator {
    private static final int ENOUGH = 2;

    /** Whole: {@code WholeBody} has seen to it that it is small. */
    @Override
    public InputStream decorate(IOContext context, InputStream in) throws IOException {
        var json = in.readAllBytes();
        refuseOthers(json, 0, json.length);
        return new ByteArrayInputStream(json);
    }

    /** @return null: read as it is */
    @Override
    public InputStream decorate(IOContext context, byte[] json, int offset, int length) throws IOException {
        refuseOthers(json, offset, length);
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader in) {
        return in;
    }

    /** JSON begins with an ASCII character, of which the others make two or four bytes; or with their own mark. */
    private static void refuseOthers(byte[] json, int offset, int length) throws JsonParseException {
        for (var i = offset; i < offset + Math.min(length, ENOUGH); i++) {
            if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF) {
                throw new JsonParseException(null, "not in UTF-8");
            }
        }
        try {
            // A new decoder reports; Jackson's own would read three bytes as a slash.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, offset, length));
        } catch (CharacterCodingException e) {
            throw new JsonParseException(null, "not in UTF-8", e);
        }
    }
}
