package io.turnstile.order.rest;

import io.turnstile.contracts.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** A place in a list, the last id seen, written so that clients do not read it. */
final class Cursor {
    private static final int BYTES = 16;

    private Cursor() {}

    static String write(UUID last) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws ProblemException VALIDATION_ERROR where the cursor is not one of ours */
    static UUID read(String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                var buffer = ByteBuffer.wrap(bytes);
                return new UUID(buffer.getLong(), buffer.getLong());
            }
        } catch (IllegalArgumentException _) {
            // Not base64url: refused below like any other cursor that was not given here.
        }
        throw ProblemException.invalid("cursor", "is not the next_cursor of a page before");
    }
}
