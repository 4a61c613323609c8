package io.turnstile.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Puts millions of rows into tables of a service, in place of what they hold, as fast as PostgreSQL takes them: without indexes
 * and constraints, which are made again afterwards (only of primary and unique keys it is asked whether they hold for these
 * rows), in sessions that do not wait for the disk, and by COPY. It is told that the rows are frozen (the transaction has
 * emptied the table, so it may be): else whoever reads them first would write down on every page that they are committed, and
 * the page into the log. How the server runs is not changed, and what is measured afterwards is as durable as ever.
 */
public final class BulkLoad {
    private final Suite suite;
    private final String database;

    public BulkLoad(Suite suite, String database) {
        this.suite = suite;
        this.database = database;
    }

    /**
     * All rows of a table: of the numbers {@code first} to {@code last}, both inclusive.
     *
     * @param columns as they stand behind its name in SQL
     */
    public record Rows(String table, String columns, long first, long last, Source source) {
        private String copy() {
            return "COPY %s (%s) FROM STDIN (FORMAT binary, FREEZE)".formatted(table, columns);
        }
    }

    /** What the rows are. The server could make them itself, but takes several times as long. */
    @FunctionalInterface
    public interface Source {
        /** Writes the row of number {@code n}; a number may have none. */
        void write(long n, BinaryRows rows);
    }

    /** @throws BenchException where PostgreSQL refuses them; the service's tables lack their indexes and constraints then */
    public void replace(Rows... tables) {
        var names = Stream.of(tables).map(Rows::table).toList();
        try (var connection = suite.database(database)) {
            var definitions = Definitions.of(connection, names);
            execute(connection, definitions.drop());
            // It would read all of them meanwhile, and again in the middle of what is measured then.
            execute(connection, forEach(names, "ALTER TABLE %s SET (autovacuum_enabled = off)"));
            atOnce(List.of(tables), this::copy);
            atOnce(definitions.indexes(), this::index);
            execute(connection, definitions.constraints());
            execute(connection, forEach(names, "ANALYZE %s"));
            // Or the rows that are measured next would wait for the disk together with all of these.
            execute(connection, List.of("CHECKPOINT"));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private BenchException failed(SQLException fault) {
        return new BenchException("rows could not be loaded into " + database, fault);
    }

    private static List<String> forEach(List<String> tables, String sql) {
        return tables.stream().map(sql::formatted).toList();
    }

    private static <T> void atOnce(List<T> all, Consumer<T> work) {
        all.stream().map(one -> Aside.run(() -> work.accept(one))).toList().forEach(Aside::result);
    }

    /** Each by a connection of its own: so a table's rows come in their order, which spares sorting them. */
    private void copy(Rows rows) {
        try (var connection = suite.database(database)) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    List.of(
                            "SET synchronous_commit = off",
                            // The disk works meanwhile, and not when the processors wait for it.
                            "SET backend_flush_after = '1MB'",
                            "TRUNCATE " + rows.table()));
            copy(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(rows.copy()), rows);
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void copy(CopyIn copy, Rows rows) throws SQLException {
        try {
            var out = new BinaryRows(copy);
            for (var n = rows.first(); n <= rows.last(); n++) {
                rows.source().write(n, out);
                out.makeRoom();
            }
            out.end();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** By one process: the rows are sorted, and helpers would only divide them. */
    private void index(String definition) {
        try (var connection = suite.database(database)) {
            execute(
                    connection,
                    List.of(
                            "SET synchronous_commit = off",
                            "SET maintenance_work_mem = '1GB'",
                            "SET max_parallel_maintenance_workers = 0",
                            definition));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Indexes and constraints of the tables as statements, in the order in which they can be run. Partial indexes stay: they
     * are small, and a service that looks every second for what is overdue would read the whole table without. Foreign keys
     * and checks hold for every new row, and nobody asks whether they hold for those that were made to.
     */
    private record Definitions(List<String> drop, List<String> indexes, List<String> constraints) {
        private static final String CONSTRAINTS = """
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                       format('ALTER TABLE %s ADD CONSTRAINT %I ', conrelid::regclass, conname)
                           || CASE contype WHEN 'p' THEN format('PRIMARY KEY USING INDEX %I', conname)
                                           WHEN 'u' THEN format('UNIQUE USING INDEX %I', conname)
                                           ELSE pg_get_constraintdef(oid) || CASE WHEN convalidated THEN ' NOT VALID' ELSE '' END
                              END
                  FROM pg_constraint
                 WHERE contype IN ('p', 'u') AND conrelid = ANY (?::text[]::regclass[])
                    OR contype IN ('f', 'c') AND (conrelid = ANY (?::text[]::regclass[]) OR confrelid = ANY (?::text[]::regclass[]))
                 ORDER BY contype IN ('f', 'c') DESC
                """;
        private static final String INDEXES = """
                SELECT format('DROP INDEX IF EXISTS %I', indexname), indexdef
                  FROM pg_indexes
                 WHERE tablename = ANY (?::text[]) AND schemaname = 'public' AND indexdef NOT LIKE '% WHERE %'
                """;

        static Definitions of(Connection connection, List<String> tables) throws SQLException {
            var drop = new ArrayList<String>();
            var constraints = new ArrayList<String>();
            var indexes = new ArrayList<String>();
            read(connection, CONSTRAINTS, tables, 3, (dropped, added) -> {
                drop.add(dropped);
                constraints.addFirst(added);
            });
            read(connection, INDEXES, tables, 1, (dropped, created) -> {
                drop.add(dropped);
                indexes.add(created);
            });
            return new Definitions(drop, indexes, constraints);
        }

        private static void read(
                Connection connection, String sql, List<String> tables, int parameters, BiConsumer<String, String> each)
                throws SQLException {
            try (var select = connection.prepareStatement(sql)) {
                var names = connection.createArrayOf("text", tables.toArray());
                for (var parameter = 1; parameter <= parameters; parameter++) {
                    select.setArray(parameter, names);
                }
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        each.accept(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
    }
}
