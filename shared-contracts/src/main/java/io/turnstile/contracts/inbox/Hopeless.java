package io.turnstile.contracts.inbox;

import jakarta.validation.ValidationException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Tells a fault that patience cures from one that it does not. In doubt a fault is passing: an event that waits is not
 * lost, and waits where everybody sees it.
 */
final class Hopeless {
    private Hopeless() {}

    static boolean isHopeless(Throwable fault) {
        return cause(fault).isPresent();
    }

    /**
     * What makes a fault hopeless, without what is wrapped around it. The outermost cause that is known decides: whatever
     * broke a connection, the connection can be made again.
     */
    static Optional<Throwable> cause(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnreadableEventException _,
                        NullPointerException _,
                        ClassCastException _,
                        IllegalArgumentException _,
                        ArithmeticException _,
                        DateTimeException _,
                        IndexOutOfBoundsException _,
                        NoSuchElementException _,
                        UnsupportedOperationException _,
                        ValidationException _ -> {
                    return Optional.of(cause);
                }
                case SQLException sql
                when sql.getSQLState() != null -> {
                    return isAboutTheData(sql.getSQLState()) ? Optional.of(sql) : Optional.empty();
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** SQLSTATE class 22 (data exception) and 23 (integrity constraint violation). */
    private static boolean isAboutTheData(String sqlState) {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}
