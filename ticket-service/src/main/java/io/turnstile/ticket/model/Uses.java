package io.turnstile.ticket.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The remaining uses of all tickets' functions, and the SQL that lowers many at once. */
@ApplicationScoped
public class Uses {
    /**
     * Never raises, so that late and repeated events are harmless; of several that are told of one function the least counts.
     * Locked in one order: of two transactions with the same functions one waits for the other, and never each for the other.
     */
    private static final String LOWER = """
            WITH told AS (
                SELECT ticket_code, function_code, min(remaining) AS remaining
                  FROM unnest(:tickets, :functions, :remaining) AS told (ticket_code, function_code, remaining)
                 GROUP BY ticket_code, function_code
            ), locked AS (
                SELECT entitlement.ticket_code, entitlement.function_code, told.remaining
                  FROM told
                  JOIN entitlement USING (ticket_code, function_code)
                 ORDER BY entitlement.ticket_code, entitlement.function_code
                   FOR UPDATE OF entitlement
            )
            UPDATE entitlement
               SET remaining_uses = LEAST(entitlement.remaining_uses, locked.remaining)
              FROM locked
             WHERE entitlement.ticket_code = locked.ticket_code AND entitlement.function_code = locked.function_code
            RETURNING entitlement.ticket_code, entitlement.function_code
            """;

    private final Session session;

    Uses(Session session) {
        this.session = session;
    }

    /** That a ticket may use a function. */
    public record Right(String ticketCode, String functionCode) {}

    /** @param uses so many are left of the right at most */
    public record Remaining(Right right, int uses) {}

    /** @return the rights that are known here */
    public Set<Right> lower(List<Remaining> told) {
        return session.createNativeQuery(LOWER, Right.class)
                .setParameter("tickets", array(told, String[]::new, remaining -> remaining
                        .right()
                        .ticketCode()))
                .setParameter("functions", array(told, String[]::new, remaining -> remaining
                        .right()
                        .functionCode()))
                .setParameter("remaining", array(told, Integer[]::new, Remaining::uses))
                .getResultStream()
                .collect(Collectors.toSet());
    }

    private static <V> V[] array(List<Remaining> told, IntFunction<V[]> array, Function<Remaining, V> value) {
        return told.stream().map(value).toArray(array);
    }
}
