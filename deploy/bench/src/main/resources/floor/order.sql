\set n random(1, 1000000000000)
\set product random(1, :products)
BEGIN;
SELECT order_id, request_hash FROM order_claim WHERE buyer_id = 'buyer-' || :n AND claim_key = 'key-' || :n;
SELECT * FROM product WHERE product_id = ANY (ARRAY[:product]::bigint[]);
INSERT INTO order_claim (buyer_id, claim_key, request_hash, order_id) SELECT 'buyer-' || :n, 'key-' || :n, sha256('order'), uuidv7() FROM pg_advisory_xact_lock(hashtextextended('buyer-' || :n, 0)) ON CONFLICT (buyer_id, claim_key) DO NOTHING RETURNING order_id \gset
SELECT o.order_id, o.expires_at, l.product_id, l.quantity FROM orders o JOIN order_line l USING (order_id) WHERE o.buyer_id = 'buyer-' || :n AND o.status = 'PENDING_PAYMENT';
INSERT INTO orders (order_id, buyer_id, status, total, currency, created_at, expires_at) VALUES (:order_id, 'buyer-' || :n, 'PENDING_PAYMENT', 12800, 'HKD', now(), now() + interval '15 minutes');
INSERT INTO order_line (order_id, product_id, product_name, quantity, unit_price, valid_for_days, functions) VALUES (:order_id, :product, '3-in-1 pass', 1, 12800, 90, '[{"function_code":"bus","label":"Bus ride","quantity":1},{"function_code":"ferry","label":"Ferry crossing","quantity":1},{"function_code":"museum","label":"Museum entry","quantity":1}]');
INSERT INTO outbox (id, topic, aggregate_id, type, source, specversion, payload, occurred_at) VALUES (uuidv7(), 'turnstile.orders', :order_id, 'turnstile.OrderCreated.v1', '/order-service', '1.0', '{"order_id":"019a0000-0000-7000-8000-000000000000","buyer_id":"bench-019a0000-0000-7000-8000-000000000000","items":[{"product_id":101,"name":"3-in-1 pass","qty":1,"unit_price":{"amount":12800,"currency":"HKD"}}],"total":{"amount":12800,"currency":"HKD"},"created_at":"2026-11-28T08:00:00Z","expires_at":"2026-11-28T08:15:00Z"}', now());
UPDATE stock SET reserved = reserved + 1 WHERE product_id = :product AND reserved + sold + 1 <= sellable;
END;
