package io.turnstile.reporting.model;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Rows as the parameters of a statement, an array for each column: so many rows are one round trip and one statement. */
final class Columns<T> {
    private final PreparedStatement statement;
    private final List<T> rows;
    private int parameter;

    Columns(PreparedStatement statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /** The next parameter. @param type of the values, as the database calls it */
    Columns<T> add(String type, Function<T, ?> value) throws SQLException {
        var values = rows.stream().map(value).toArray();
        statement.setArray(++parameter, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
