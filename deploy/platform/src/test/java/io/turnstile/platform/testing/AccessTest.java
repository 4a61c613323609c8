package io.turnstile.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.platform.Manifests;
import io.turnstile.platform.Manifests.Database;
import io.turnstile.platform.Manifests.Role;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role enters its own service's database and no other. */
class AccessTest {
    private static final Manifests MANIFESTS = Manifests.ofRepository();

    @BeforeAll
    static void start() {
        SharedPlatform.environment();
    }

    static List<Role> roles() {
        return MANIFESTS.roles();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void a_role_is_refused_on_every_other_database(Role role) throws SQLException {
        var own = role.name().replace("_outbox", "");
        connect(role, own);
        var others = MANIFESTS.databases().stream().map(Database::name).filter(name -> !name.equals(own));
        for (var other : List.of(others.toList(), List.of("postgres", "template1")).stream()
                .flatMap(List::stream)
                .toList()) {
            var refusal = assertThrows(SQLException.class, () -> connect(role, other), role.name() + " on " + other);
            assertTrue(refusal.getMessage().contains("pg_hba.conf rejects"), refusal::getMessage);
        }
    }

    private static void connect(Role role, String database) throws SQLException {
        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(SharedPlatform.value("POSTGRES_HOST"), SharedPlatform.value("POSTGRES_PORT"), database);
        try (var connection =
                DriverManager.getConnection(url, role.name(), SharedPlatform.value("DATABASE_PASSWORD"))) {
            assertEquals(database, connection.getCatalog());
        }
    }
}
