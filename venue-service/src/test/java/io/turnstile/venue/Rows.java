package io.turnstile.venue;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Looks behind the service. */
final class Rows {
    private Rows() {}

    /** @param fromWhere a table and its condition with one question mark for each of the texts */
    static int count(DataSource dataSource, String fromWhere, String... texts) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("SELECT count(*) FROM " + fromWhere)) {
            for (var i = 0; i < texts.length; i++) {
                select.setString(i + 1, texts[i]);
            }
            try (var result = select.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the first column of the first row */
    static String text(DataSource dataSource, String sql, String... texts) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < texts.length; i++) {
                select.setString(i + 1, texts[i]);
            }
            try (var result = select.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void change(DataSource dataSource, String sql, String... texts) {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < texts.length; i++) {
                update.setString(i + 1, texts[i]);
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
