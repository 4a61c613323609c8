package io.turnstile.acceptance.faults.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads rows of one database, all in one snapshot: what one service holds is looked at as of one moment. */
final class Query {
    private final Connection connection;

    private Query(Connection connection) {
        this.connection = connection;
    }

    @FunctionalInterface
    interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    static Query in(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return new Query(connection);
    }

    <T> List<T> rows(String sql, Mapping<T> mapping) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(mapping.of(result));
            }
            return rows;
        }
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
