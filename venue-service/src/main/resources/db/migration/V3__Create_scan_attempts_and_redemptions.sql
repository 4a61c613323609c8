-- Every scan that was judged, with its verdict: enough to give the same answer again.
-- No foreign keys to operators and venues here and below, whose rows are never deleted: each scan of a busy gate would
-- lock the same two rows in share mode and make PostgreSQL keep lists of the lockers.
CREATE TABLE scan_attempts (
    scan_attempt_id    uuid        PRIMARY KEY,
    operator_id        text        NOT NULL,
    -- The scanner's key of the scan; a repeat under the same key gets the same verdict.
    scan_id            text,
    -- Of the QR token, function and venue: tells a repeat from another scan under the same key.
    fingerprint        text        NOT NULL,
    jti                text,
    ticket_code        text,
    function_code      text        NOT NULL,
    venue_code         text        NOT NULL,
    venue_id           bigint,
    venue_name         text,
    terminal_device_id text,
    result             text        NOT NULL CHECK (result IN ('success', 'reject')),
    reason             text,
    detail             text,
    -- Of the function, after this scan.
    remaining_uses     int,
    -- What the ticket held when the scan was judged, so before its own use was spent.
    entitlements       jsonb       NOT NULL,
    attempted_at       timestamptz NOT NULL,
    CONSTRAINT a_refusal_has_a_reason CHECK ((result = 'reject') = (reason IS NOT NULL AND detail IS NOT NULL))
);

CREATE UNIQUE INDEX one_scan_per_scan_id ON scan_attempts (operator_id, scan_id) WHERE scan_id IS NOT NULL;

CREATE TABLE redemptions (
    jti                text        NOT NULL,
    function_code      text        NOT NULL,
    ticket_code        text        NOT NULL,
    scan_attempt_id    uuid        NOT NULL,
    operator_id        text        NOT NULL,
    venue_id           bigint      NOT NULL,
    terminal_device_id text,
    redeemed_at        timestamptz NOT NULL,
    -- One QR redeems a function once, across all gates and replicas.
    CONSTRAINT a_qr_redeems_a_function_once PRIMARY KEY (jti, function_code)
);
