package io.turnstile.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts millions of rows into tables of a service as fast as PostgreSQL takes them: without indexes and constraints, which
 * are made again afterwards (foreign keys without asking whether they hold for these rows), in sessions that do not wait
 * for the disk, and by COPY, which writes whole pages of rows to the log where INSERT writes each row, from files that the
 * server has made itself. How the server runs is not changed, and what is measured afterwards is as durable as ever.
 */
public final class BulkLoad {
    /** Nobody helps at an index: another load has the other processor. */
    static final int ALONE = 0;

    /**
     * Rows of a transaction. A larger one would be more than the connectors can decode in memory when they read on, and
     * they would write it to the disk first.
     */
    private static final int BATCH = 50_000;

    /**
     * An id of number {@code n} and the time {@code micros} (bigint, since 1970), made like those of the services, which
     * ascend with the time. Making a random number for each of millions of rows would take longer than storing them.
     */
    static final String UUID_OF_VERSION_7 = "('0' || to_hex(micros / 1000 << 16 | x'7000'::bigint)"
            + " || to_hex(hashint8extended(n, 0) | (-9223372036854775808)))::uuid";

    private final Suite suite;
    private final String database;
    private final int helpers;
    private final List<String> tables;

    /**
     * @param helpers processes that help at an index: they are worth it where a processor has nothing else to do, for
     *     together they take half as much time again as one alone
     * @param tables all that are filled; they may hold rows already
     */
    public BulkLoad(Suite suite, String database, int helpers, String... tables) {
        this.suite = suite;
        this.database = database;
        this.helpers = helpers;
        this.tables = List.of(tables);
    }

    /**
     * The rows number {@code first} to {@code last}, both inclusive.
     *
     * @param table with its columns
     * @param select gives a row for each {@code n} (bigint) of {@code numbers}, of exactly the columns' types
     */
    public record Rows(long first, long last, String table, String select) {
        private String out(long from, long to, Path file) {
            return "COPY (WITH numbers AS (SELECT generate_series(%d::bigint, %d) AS n) %s) TO '%s' (FORMAT binary)"
                    .formatted(from, to, select, file);
        }

        private String in(Path file) {
            return "COPY %s FROM '%s' (FORMAT binary)".formatted(table, file);
        }
    }

    /** @throws BenchException where PostgreSQL refuses them; the service's tables lack their indexes then */
    public void insert(Rows... loads) {
        try (var connection = suite.database(database)) {
            var definitions = Definitions.of(connection, tables);
            execute(connection, definitions.drop());
            // It would read all of them meanwhile, and again in the middle of what is measured then.
            execute(connection, forEachTable("ALTER TABLE %s SET (autovacuum_enabled = off)"));
            copy(List.of(loads));
            execute(
                    connection,
                    List.of(
                            "SET synchronous_commit = off",
                            "SET maintenance_work_mem = '1GB'",
                            "SET max_parallel_maintenance_workers = " + helpers));
            execute(connection, definitions.create());
            execute(connection, forEachTable("ANALYZE %s"));
            // Or the rows that are measured next would wait for the disk together with all of these.
            execute(connection, List.of("CHECKPOINT"));
        } catch (SQLException e) {
            throw new BenchException("rows could not be loaded into " + database, e);
        }
    }

    private List<String> forEachTable(String sql) {
        return tables.stream().map(sql::formatted).toList();
    }

    /** Each by a connection of its own: so a table's rows come in their order, which spares sorting them. */
    private void copy(List<Rows> loads) {
        var lanes = loads.stream().map(rows -> Aside.run(() -> copy(rows))).toList();
        lanes.forEach(Aside::result);
    }

    private void copy(Rows rows) {
        try {
            var file = Files.createTempFile(suite.folder(), "rows", ".bin").toAbsolutePath();
            try (var connection = suite.database(database)) {
                execute(connection, List.of("SET synchronous_commit = off"));
                for (var first = rows.first(); first <= rows.last(); first += BATCH) {
                    var last = Math.min(first + BATCH - 1, rows.last());
                    execute(connection, List.of(rows.out(first, last, file), rows.in(file)));
                }
            } finally {
                Files.delete(file);
            }
        } catch (SQLException | IOException e) {
            throw new BenchException("rows could not be loaded into " + database, e);
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
     * hold for every new row, and nobody asks whether they hold for those that were made to.
     */
    private record Definitions(List<String> drop, List<String> create) {
        private static final String FIND = """
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                           || CASE WHEN contype = 'f' AND convalidated THEN ' NOT VALID' ELSE '' END,
                       contype = 'f' AS refers
                  FROM pg_constraint
                 WHERE contype IN ('p', 'u') AND conrelid = ANY (?::text[]::regclass[])
                    OR contype = 'f' AND (conrelid = ANY (?::text[]::regclass[]) OR confrelid = ANY (?::text[]::regclass[]))
                UNION ALL
                SELECT format('DROP INDEX %I', indexname), indexdef, false
                  FROM pg_indexes
                 WHERE tablename = ANY (?::text[]) AND schemaname = 'public'
                   AND indexname NOT IN (SELECT conname FROM pg_constraint)
                   AND indexdef NOT LIKE '% WHERE %'
                 ORDER BY refers DESC
                """;

        static Definitions of(Connection connection, List<String> tables) throws SQLException {
            var drop = new ArrayList<String>();
            var create = new ArrayList<String>();
            try (var select = connection.prepareStatement(FIND)) {
                var names = connection.createArrayOf("text", tables.toArray());
                for (var parameter = 1; parameter <= 4; parameter++) {
                    select.setArray(parameter, names);
                }
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        drop.add(rows.getString(1));
                        create.addFirst(rows.getString(2));
                    }
                }
            }
            return new Definitions(drop, create);
        }
    }
}
