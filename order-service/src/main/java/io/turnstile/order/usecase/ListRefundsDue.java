package io.turnstile.order.usecase;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.OrderPayments;
import io.turnstile.order.model.RefundDue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads page by page what belongs back to its payers, oldest first. What comes due while somebody reads is added at the
 * end, but for the moment that two replicas' clocks differ; a reader who starts anew misses nothing.
 */
@ApplicationScoped
public class ListRefundsDue {
    private final OrderPayments payments;

    ListRefundsDue(OrderPayments payments) {
        this.payments = payments;
    }

    /** @param last where the next page goes on; empty on the last page */
    public record Page(List<RefundDue> refunds, Optional<UUID> last) {}

    /**
     * @param after the {@code last} of the page before
     * @throws ProblemException VALIDATION_ERROR where no page ended there
     */
    @Transactional
    public Page page(Optional<UUID> after, int limit) {
        var lastSeen = after.map(id -> payments.refundDue(id)
                .orElseThrow(() -> ProblemException.invalid("cursor", "is not the next_cursor of a page before")));
        // One more than the page holds tells whether there is another page.
        var found = payments.refundsDue(lastSeen.orElse(null), limit + 1);
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new Page(page, Optional.of(page.getLast().paymentId()));
    }
}
