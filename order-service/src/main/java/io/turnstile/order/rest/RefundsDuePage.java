package io.turnstile.order.rest;

import io.turnstile.order.model.RefundDue;
import io.turnstile.order.model.RefundReason;
import io.turnstile.order.usecase.ListRefundsDue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** @param nextCursor absent on the last page */
record RefundsDuePage(List<RefundView> refunds, String nextCursor) {

    /** @param amount in minor units of the currency */
    record RefundView(
            UUID paymentId,
            UUID orderId,
            String buyerId,
            String gateway,
            String gatewayTxnId,
            long amount,
            String currency,
            RefundReason reason,
            Instant paidAt,
            Instant dueSince) {

        static RefundView of(RefundDue refund) {
            return new RefundView(
                    refund.paymentId(),
                    refund.orderId(),
                    refund.buyerId(),
                    refund.gateway(),
                    refund.gatewayTxnId(),
                    refund.amount(),
                    refund.currency(),
                    refund.reason(),
                    refund.paidAt(),
                    refund.handledAt());
        }
    }

    static RefundsDuePage of(ListRefundsDue.Page page) {
        return new RefundsDuePage(
                page.refunds().stream().map(RefundView::of).toList(),
                page.last().map(Cursor::write).orElse(null));
    }
}
