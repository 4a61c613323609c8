-- A buyer's idempotency key and what was asked with it. A row stands for exactly one order.
CREATE TABLE order_claim (
    buyer_id     text  NOT NULL,
    claim_key    text  NOT NULL,
    request_hash bytea NOT NULL,
    order_id     uuid  NOT NULL UNIQUE,
    PRIMARY KEY (buyer_id, claim_key)
);

CREATE TABLE orders (
    -- UUID version 7: ascending ids are ascending times, so pages are cut by id alone.
    order_id     uuid        PRIMARY KEY,
    buyer_id     text        NOT NULL,
    status       text        NOT NULL
        CHECK (status IN ('PENDING_PAYMENT', 'PAID', 'EXPIRED', 'CANCELLED', 'REFUND_DUE')),
    total        bigint      NOT NULL CHECK (total >= 0),
    currency     text        NOT NULL,
    channel_id   text,
    out_trade_no text,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    paid_at      timestamptz
);

CREATE INDEX orders_of_a_buyer ON orders (buyer_id, order_id DESC);

-- Small, because only orders that may still expire are in it.
CREATE INDEX orders_that_may_expire ON orders (expires_at) WHERE status = 'PENDING_PAYMENT';

CREATE TABLE order_line (
    order_id       uuid    NOT NULL REFERENCES orders,
    product_id     bigint  NOT NULL,
    product_name   text    NOT NULL,
    quantity       integer NOT NULL CHECK (quantity > 0),
    unit_price     bigint  NOT NULL CHECK (unit_price >= 0),
    -- The product as it was when the order was placed: what was bought is what is issued.
    valid_for_days integer NOT NULL,
    valid_from     timestamptz,
    functions      jsonb   NOT NULL,
    PRIMARY KEY (order_id, product_id)
);
