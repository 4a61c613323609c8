package io.turnstile.reporting.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Everything that is in the read model. */
@ApplicationScoped
public class Contents {
    private static final String REMOVE = "TRUNCATE redemption, ticket";

    private final DataSource dataSource;

    Contents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Removes all of it once what is just being added is there. To be called inside a transaction. */
    public void removeAll() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(REMOVE);
        } catch (SQLException e) {
            throw new ReadModelException("the read model could not be emptied", e);
        }
    }
}
