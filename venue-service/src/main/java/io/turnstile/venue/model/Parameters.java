package io.turnstile.venue.model;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The values of a statement, in the order of its question marks. A null keeps the type that a value would have: the
 * database would otherwise prepare the statement anew whenever an optional value comes or goes.
 */
final class Parameters {
    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private final List<Setter> setters = new ArrayList<>();

    private Parameters() {}

    static Parameters of(String... texts) {
        return new Parameters().and(texts);
    }

    Parameters and(String... texts) {
        for (var text : texts) {
            setters.add((statement, index) -> statement.setString(index, text));
        }
        return this;
    }

    Parameters and(Integer number) {
        return with(Types.INTEGER, number);
    }

    Parameters and(Long number) {
        return with(Types.BIGINT, number);
    }

    Parameters and(Instant instant) {
        return with(Types.TIMESTAMP_WITH_TIMEZONE, instant.atOffset(ZoneOffset.UTC));
    }

    Parameters and(UUID id) {
        setters.add((statement, index) -> statement.setObject(index, id));
        return this;
    }

    /**
     * One array, of what each of the items has.
     *
     * @param type as PostgreSQL names it
     */
    <T> Parameters and(String type, List<T> items, Function<T, Object> property) {
        setters.add((statement, index) -> statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, items.stream().map(property).toArray())));
        return this;
    }

    /** @return the index of the statement's next parameter */
    int set(PreparedStatement statement) throws SQLException {
        var index = 1;
        for (var setter : setters) {
            setter.set(statement, index++);
        }
        return index;
    }

    private Parameters with(int type, Object value) {
        setters.add((statement, index) -> statement.setObject(index, value, type));
        return this;
    }
}
