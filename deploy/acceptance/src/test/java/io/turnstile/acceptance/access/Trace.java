package io.turnstile.acceptance.access;

import io.turnstile.acceptance.support.Office;
import java.sql.SQLException;

/** The rows that a request changes when it is granted, and leaves as they are when it is refused. */
record Trace(String database, String table, String column, String value) {
    private static final String CONTENT = """
        SELECT hashtextextended(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''), 0)
          FROM %s t WHERE %s::text = ?\
        """;

    /** @return a number that is another one when a row came, went or changed */
    long look(Office office) throws SQLException {
        return office.longOf(database, CONTENT.formatted(table, column), value);
    }
}
