package io.turnstile.platform.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for a text in every row of every table of a database, whatever the tables are. */
public final class WhereItStands {
    private static final String COLUMNS = """
            SELECT table_name, column_name
            FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
            """;

    private WhereItStands() {}

    private record Column(String table, String name) {}

    /** @return such as {@code orders.buyer_id} */
    public static Set<String> in(Connection connection, String text) throws SQLException {
        var found = new TreeSet<String>();
        for (var column : columns(connection)) {
            if (holds(connection, column, text)) {
                found.add(column.table + "." + column.name);
            }
        }
        return found;
    }

    private static List<Column> columns(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            var columns = new ArrayList<Column>();
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
            return columns;
        }
    }

    private static boolean holds(Connection connection, Column column, String text) throws SQLException {
        var sql = "SELECT EXISTS (SELECT FROM \"%s\" WHERE strpos(\"%s\"::text, ?) > 0)"
                .formatted(column.table, column.name);
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, text);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
