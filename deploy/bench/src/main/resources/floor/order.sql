\set n random(1, 1000000000000)
\set product random(1, :products)
\startpipeline
SELECT p.*, s.sellable - s.reserved - s.sold AS left_over FROM product p JOIN stock s USING (product_id) WHERE p.product_id = ANY (ARRAY[:product]::bigint[]);
SELECT o.buyer_id, o.order_id, o.expires_at, line.product_id, line.quantity FROM orders o LEFT JOIN LATERAL (SELECT product_id, quantity FROM order_line WHERE order_id = o.order_id OFFSET 0) line ON true WHERE o.buyer_id = ANY (ARRAY['buyer-' || :n]::text[]) AND o.status = 'PENDING_PAYMENT';
SELECT uuidv7() AS new_id, claim.order_id, claim.request_hash FROM unnest(ARRAY['buyer-' || :n]::text[], ARRAY['key-' || :n]::text[]) WITH ORDINALITY AS wanted (buyer_id, claim_key, n) LEFT JOIN LATERAL (SELECT order_id, request_hash FROM order_claim c WHERE c.buyer_id = wanted.buyer_id AND c.claim_key = wanted.claim_key LIMIT 1) claim ON true ORDER BY n;
\endpipeline
WITH request AS (
    SELECT 'buyer-' || :n AS buyer_id, 'key-' || :n AS claim_key, sha256('order') AS request_hash, uuidv7() AS order_id,
           '{}'::uuid[] AS pending, 'PENDING_PAYMENT' AS status, 12800 AS total, 'HKD' AS currency,
           NULL::text AS channel_id, NULL::text AS out_trade_no, now() AS created_at,
           now() + interval '15 minutes' AS expires_at
), wanted AS (
    SELECT * FROM unnest(ARRAY[:product]::bigint[], ARRAY[1]::integer[], ARRAY[1]::bigint[]) AS w (product_id, quantity, version)
), held AS (
    SELECT product_id, quantity
      FROM wanted JOIN product USING (product_id, version) JOIN stock s USING (product_id)
     WHERE s.reserved + s.sold + quantity <= s.sellable
       AND (SELECT public.has_turn(buyer_id, pending) FROM request)
     ORDER BY product_id
       FOR NO KEY UPDATE OF s
), claimed AS (
    INSERT INTO order_claim (buyer_id, claim_key, request_hash, order_id)
    SELECT buyer_id, claim_key, request_hash, order_id FROM request
     WHERE (SELECT count(*) FROM held) = (SELECT count(*) FROM wanted)
    RETURNING order_id
), changed AS (
    INSERT INTO orders (order_id, buyer_id, status, total, currency, channel_id, out_trade_no, created_at, expires_at)
    SELECT order_id, buyer_id, status, total, currency, channel_id, out_trade_no, created_at, expires_at
      FROM claimed JOIN request USING (order_id)
    RETURNING order_id
), lines AS (
    INSERT INTO order_line (order_id, product_id, product_name, quantity, unit_price, valid_for_days, valid_from, functions)
    SELECT order_id, product_id, name, quantity, price, valid_for_days, valid_from, functions
      FROM changed, held JOIN product USING (product_id)
), reserved AS (
    UPDATE stock s SET reserved = s.reserved + held.quantity FROM changed, held WHERE s.product_id = held.product_id
)
INSERT INTO outbox (id, topic, aggregate_id, type, source, specversion, payload, occurred_at)
SELECT uuidv7(), 'turnstile.orders', order_id, 'turnstile.OrderCreated.v1', '/order-service', '1.0', '{"order_id":"019a0000-0000-7000-8000-000000000000","buyer_id":"bench-019a0000-0000-7000-8000-000000000000","items":[{"product_id":101,"name":"3-in-1 pass","qty":1,"unit_price":{"amount":12800,"currency":"HKD"}}],"total":{"amount":12800,"currency":"HKD"},"created_at":"2026-11-28T08:00:00Z","expires_at":"2026-11-28T08:15:00Z"}', now() FROM changed;
