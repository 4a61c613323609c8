package io.turnstile.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class DatabaseSettingsTest {
    @Inject
    DataSource dataSource;

    @Test
    void this_services_own_options_come_beside_those_of_every_service() throws SQLException {
        var expected = Map.of(
                "plan_cache_mode", "force_generic_plan",
                "statement_timeout", "30s",
                "lock_timeout", "4s",
                "idle_in_transaction_session_timeout", "1min");
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (var setting : expected.entrySet()) {
                try (var row = statement.executeQuery("SHOW " + setting.getKey())) {
                    row.next();
                    assertEquals(setting.getValue(), row.getString(1), setting.getKey());
                }
            }
        }
    }
}
