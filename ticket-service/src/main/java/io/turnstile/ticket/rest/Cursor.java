package io.turnstile.ticket.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.ticket.model.TicketCode;
import java.util.Base64;

/** Writes a place in a list so that clients do not read it: the last ticket seen, as base64url. */
final class Cursor {
    private Cursor() {}

    static String write(TicketCode last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.value().getBytes(US_ASCII));
    }

    /** @throws ProblemException VALIDATION_ERROR where {@link #write} never wrote this */
    static TicketCode read(String cursor) {
        try {
            var last = new TicketCode(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
            if (write(last).equals(cursor)) {
                return last;
            }
        } catch (IllegalArgumentException _) {
            // Neither base64url nor a ticket's code: refused below like any other cursor that was not given here.
        }
        throw ProblemException.invalid("cursor", "is not the next_cursor of a page before");
    }
}
