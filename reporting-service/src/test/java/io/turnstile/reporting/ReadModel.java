package io.turnstile.reporting;

import static org.awaitility.Awaitility.await;

import io.turnstile.platform.testing.TestStreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The service's database and what fills it, from outside. */
@ApplicationScoped
class ReadModel {
    private final DataSource dataSource;

    ReadModel(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void empty() {
        execute("TRUNCATE redemption, ticket, inbox");
    }

    void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes the scans and comes back when the report has them. */
    void hears(TestScan... scans) {
        hears(List.of(scans));
    }

    void hears(Collection<TestScan> scans) {
        var events =
                scans.stream().map(scan -> TestStreams.publish(scan.event())).toList();
        awaitHandled(events);
    }

    /** Comes back when each event had its effect. */
    void awaitHandled(List<UUID> events) {
        await().atMost(Duration.ofSeconds(60)).until(() -> handled(events) == events.size());
    }

    private long handled(List<UUID> events) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("SELECT count(*) FROM inbox WHERE event_id = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("uuid", events.toArray()));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
