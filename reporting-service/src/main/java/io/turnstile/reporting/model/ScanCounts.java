package io.turnstile.reporting.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Counts scans by group. */
@ApplicationScoped
public class ScanCounts {
    /** Two look-ups in the index; what lies between them bounds the slices, however wide the window was asked for. */
    private static final String EXTENT = "SELECT min(ts), max(ts) FROM redemption WHERE ts >= ? AND ts < ?";

    /**
     * Each slice is read by itself from the index by time. So hours and days are those of one time zone database, the
     * JVM's, and the planner knows that a slice has few groups; grouped by an expression of {@code ts} it would expect as
     * many as there are rows, and sort them all.
     */
    private static final String COUNT = """
            SELECT slice.number, scans.*
              FROM unnest(?::timestamptz[], ?::timestamptz[]) WITH ORDINALITY AS slice (starts, ends, number)
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN ? THEN function_code END AS function_code,
                          CASE WHEN ? THEN location_id END AS location_id,
                          CASE WHEN ? AND location_id IS NULL THEN venue_code END AS unknown_venue,
                          min(venue_code) AS venue_code,
                          count(*) FILTER (WHERE result = 'success') AS redeemed,
                          count(*) FILTER (WHERE result = 'reject') AS rejected
                     FROM redemption
                    WHERE ts >= slice.starts AND ts < slice.ends
                    GROUP BY 1, 2, 3
                   ) AS scans
             ORDER BY slice.number, scans.function_code, scans.location_id NULLS LAST, scans.unknown_venue
            """;

    private final DataSource dataSource;

    ScanCounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The groups that have a scan, ascending by period, function and location. */
    public List<ScanCount> count(Window window, Grouping grouping) {
        try (var connection = dataSource.getConnection()) {
            var extent = extent(connection, window);
            return extent.isEmpty() ? List.of() : count(connection, grouping.slices(extent.get()), grouping);
        } catch (SQLException e) {
            throw new ReadModelException("scans could not be counted", e);
        }
    }

    /** The part of the window from its first scan to just after its last. */
    private static Optional<Window> extent(Connection connection, Window window) throws SQLException {
        try (var select = connection.prepareStatement(EXTENT)) {
            select.setObject(1, utc(window.from()));
            select.setObject(2, utc(window.to()));
            try (var row = select.executeQuery()) {
                row.next();
                var first = row.getObject(1, OffsetDateTime.class);
                var last = row.getObject(2, OffsetDateTime.class);
                return first == null
                        ? Optional.empty()
                        : Optional.of(
                                new Window(first.toInstant(), last.toInstant().plus(1, ChronoUnit.MICROS)));
            }
        }
    }

    private static List<ScanCount> count(Connection connection, List<Slice> slices, Grouping grouping)
            throws SQLException {
        try (var select = connection.prepareStatement(COUNT)) {
            select.setArray(1, times(connection, slices, Window::from));
            select.setArray(2, times(connection, slices, Window::to));
            select.setBoolean(3, grouping.has(Dimension.FUNCTION));
            select.setBoolean(4, grouping.has(Dimension.LOCATION));
            select.setBoolean(5, grouping.has(Dimension.LOCATION));
            try (var rows = select.executeQuery()) {
                var counts = new ArrayList<ScanCount>();
                while (rows.next()) {
                    counts.add(scanCount(rows, slices.get(rows.getInt("number") - 1), grouping));
                }
                return counts;
            }
        }
    }

    private static ScanCount scanCount(ResultSet row, Slice slice, Grouping grouping) throws SQLException {
        return new ScanCount(
                slice.periodStart(),
                row.getString("function_code"),
                row.getObject("location_id", Long.class),
                grouping.has(Dimension.LOCATION) ? row.getString("venue_code") : null,
                row.getLong("redeemed"),
                row.getLong("rejected"));
    }

    private static Array times(Connection connection, List<Slice> slices, Function<Window, Instant> end)
            throws SQLException {
        var times = slices.stream().map(slice -> utc(end.apply(slice.window()))).toArray();
        return connection.createArrayOf("timestamptz", times);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
