package io.turnstile.contracts.inbox;

import java.sql.SQLException;

/**
 * Tells a fault that patience cures from one that it does not. In doubt a fault is passing: an event that waits is not
 * lost, and waits where everybody sees it.
 */
final class Hopeless {
    private Hopeless() {}

    static boolean isHopeless(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            var hopeless =
                    switch (cause) {
                        case UnreadableEventException _ -> true;
                        case NullPointerException _ -> true;
                        case ClassCastException _ -> true;
                        case IllegalArgumentException _ -> true;
                        case ArithmeticException _ -> true;
                        case SQLException sql -> isAboutTheData(sql.getSQLState());
                        default -> false;
                    };
            if (hopeless) {
                return true;
            }
        }
        return false;
    }

    /** SQLSTATE class 22 (data exception) and 23 (integrity constraint violation). */
    private static boolean isAboutTheData(String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }
}
