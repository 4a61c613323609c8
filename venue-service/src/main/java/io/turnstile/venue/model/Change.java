package io.turnstile.venue.model;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A change of the state that is still to be made, in the statement that also tells of it. */
public final class Change {
    private final String sql;
    private final Parameters parameters;

    Change(String sql, Parameters parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /** A WITH clause; its {@code changed} gives one row where the change was made. */
    public String sql() {
        return sql;
    }

    /** @return the index of the statement's next parameter */
    public int set(PreparedStatement statement) throws SQLException {
        return parameters.set(statement);
    }
}
