WITH scan AS MATERIALIZED (
    SELECT uuidv7() AS scan_attempt_id, n, 'b' || substr(md5(n::text), 1, 20) AS ticket_code, now() AS ts
      FROM nextval('scans') n
), spent AS (
    UPDATE entitlements e
       SET remaining_uses = e.remaining_uses - 1
      FROM scan
     WHERE e.ticket_code = scan.ticket_code
       AND e.function_code = 'ferry'
       AND e.remaining_uses > 0
    RETURNING e.remaining_uses
), redeemed AS (
    INSERT INTO redemptions (jti, function_code, ticket_code, scan_attempt_id, operator_id, venue_id,
                             terminal_device_id, redeemed_at)
    SELECT md5(n::text || 'qr'), 'ferry', ticket_code, scan_attempt_id, 'alice', 2, 'gate-1', ts FROM spent, scan
    ON CONFLICT DO NOTHING
    RETURNING scan_attempt_id
)
INSERT INTO outbox (id, topic, aggregate_id, type, source, specversion, payload, occurred_at)
SELECT uuidv7(), 'turnstile.redemptions', ticket_code, 'turnstile.TicketRedeemed.v1', '/venue-service', '1.0',
       '{"scan_attempt_id":"' || scan_attempt_id || '","ticket_code":"' || ticket_code
       || '","order_id":"019a0000-0000-7000-8000-000000000000","product_id":101,"function_code":"ferry",'
       || '"operator_id":"alice","location_id":2,"venue_code":"cheung-chau","terminal_device_id":"gate-1","jti":"'
       || md5(n::text || 'qr') || '","remaining_uses":' || remaining_uses || ',"total_uses":1,"ts":"' || ts || '"}', ts
  FROM redeemed JOIN scan USING (scan_attempt_id), spent;
