-- A plan is made once and kept. Made while no order waited for its payment, it found a buyer's pending orders by reading
-- this index from end to end, for an empty one is cheapest; and went on so on the busiest day. "Not paid" is true of every
-- pending order; only who asks for it, as the expiry does, is given this index.
DROP INDEX orders_that_may_expire;
CREATE INDEX orders_that_may_expire ON orders (expires_at) WHERE status = 'PENDING_PAYMENT' AND paid_at IS NULL;
