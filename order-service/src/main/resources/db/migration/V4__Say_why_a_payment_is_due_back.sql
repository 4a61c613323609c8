ALTER TABLE order_payment ADD COLUMN refund_reason text CHECK (refund_reason IN
    ('EXPIRED_AND_SOLD_OUT', 'CANCELLED_AND_SOLD_OUT', 'FURTHER_TRANSACTION', 'WRONG_AMOUNT'));

-- Of earlier rows it is no longer known whether the order had expired or was cancelled; most expire.
UPDATE order_payment p
SET refund_reason = CASE o.status WHEN 'REFUND_DUE' THEN 'EXPIRED_AND_SOLD_OUT' ELSE 'FURTHER_TRANSACTION' END
FROM orders o
WHERE o.order_id = p.order_id AND p.outcome = 'REFUND_DUE';

ALTER TABLE order_payment ADD CONSTRAINT what_is_due_back_has_a_reason
    CHECK ((outcome = 'REFUND_DUE') = (refund_reason IS NOT NULL));

-- A gateway's transaction is one sum of money, under whatever payment id it is told again.
CREATE UNIQUE INDEX one_payment_of_a_transaction ON order_payment (gateway, gateway_txn_id);

-- Read page by page, oldest first, and counted.
CREATE INDEX refunds_due ON order_payment (handled_at, payment_id) WHERE outcome = 'REFUND_DUE';
