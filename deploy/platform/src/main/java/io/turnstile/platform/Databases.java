package io.turnstile.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the roles and databases of the manifests; doing it again changes nothing but passwords that were renewed. */
record Databases(String host, int port, Manifests manifests, UnaryOperator<String> passwordOfSecret) {
    static final String SUPERUSER = "postgres";

    /** Text sorts the same on every machine, whatever its operating system brings; the manifest says the same. */
    static final List<String> LOCALE =
            List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");

    /** The name under which the operator keeps the superuser's password too. */
    static final String SUPERUSER_SECRET = "turnstile-postgres-superuser";

    String superuserPassword() {
        return passwordOfSecret.apply(SUPERUSER_SECRET);
    }

    boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    void provision() {
        try (var connection = connect()) {
            for (var role : manifests.roles()) {
                provision(connection, role);
            }
            for (var database : manifests.databases()) {
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database.name())) {
                    execute(connection, "CREATE DATABASE %I OWNER %I", database.name(), database.owner());
                }
            }
        } catch (SQLException e) {
            throw new PlatformException("the roles and databases cannot be made: " + e.getMessage(), e);
        }
    }

    private void provision(Connection connection, Manifests.Role role) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.name())) {
            execute(connection, "CREATE ROLE %I", role.name());
        }
        var attributes =
                (role.login() ? "LOGIN" : "NOLOGIN") + (role.replication() ? " REPLICATION" : " NOREPLICATION");
        execute(
                connection,
                "ALTER ROLE %I " + attributes + " PASSWORD %L",
                role.name(),
                passwordOfSecret.apply(role.passwordSecret()));
        for (var group : role.inRoles()) {
            execute(connection, "GRANT %I TO %I", group, role.name());
        }
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://%s:%d/postgres?connectTimeout=5&loginTimeout=5&socketTimeout=60"
                .formatted(host, port);
        return DriverManager.getConnection(url, SUPERUSER, superuserPassword());
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            return select.executeQuery().next();
        }
    }

    /** Lets the server itself quote names (%I) and literals (%L): such statements take no parameters. */
    private static void execute(Connection connection, String template, String... arguments) throws SQLException {
        var parameters = new ArrayList<>(List.of("?"));
        for (var _ : arguments) {
            parameters.add("?");
        }
        try (var format = connection.prepareStatement("SELECT format(" + String.join(", ", parameters) + ")");
                var statement = connection.createStatement()) {
            format.setString(1, template);
            for (int i = 0; i < arguments.length; i++) {
                format.setString(i + 2, arguments[i]);
            }
            var result = format.executeQuery();
            result.next();
            statement.execute(result.getString(1));
        }
    }
}
