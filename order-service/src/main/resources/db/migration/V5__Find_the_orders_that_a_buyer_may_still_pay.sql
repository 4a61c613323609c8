-- Read with every new order. Small, because only orders that wait for their payment are in it.
CREATE INDEX orders_that_a_buyer_may_pay ON orders (buyer_id) WHERE status = 'PENDING_PAYMENT';
