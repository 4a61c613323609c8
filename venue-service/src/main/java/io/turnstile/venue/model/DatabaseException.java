package io.turnstile.venue.model;

import java.sql.SQLException;

/** The database refused a statement or is away. Unchecked, so that a transaction around it rolls back. */
public class DatabaseException extends RuntimeException {
    DatabaseException(SQLException cause) {
        super(cause);
    }
}
