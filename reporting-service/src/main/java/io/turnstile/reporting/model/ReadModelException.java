package io.turnstile.reporting.model;

import java.sql.SQLException;

/** The database did not do what was asked; its cause says whether asking again may help. */
public class ReadModelException extends RuntimeException {
    ReadModelException(String message, SQLException cause) {
        super(message, cause);
    }
}
