-- One row per transaction of a gateway. The unique key decides between notifications that come at the same time.
CREATE TABLE payment (
    payment_id     uuid        PRIMARY KEY,
    gateway        text        NOT NULL,
    gateway_txn_id text        NOT NULL,
    order_id       uuid        NOT NULL,
    amount         bigint      NOT NULL CHECK (amount >= 0),
    currency       text        NOT NULL,
    -- When a FAILED and when a SUCCESS was first received. Both are set where a transaction failed before it succeeded.
    failed_at      timestamptz,
    succeeded_at   timestamptz,
    -- As the gateway says, of the latest outcome.
    paid_at        timestamptz NOT NULL,
    UNIQUE (gateway, gateway_txn_id),
    CHECK (failed_at IS NOT NULL OR succeeded_at IS NOT NULL)
);

CREATE INDEX payment_by_order ON payment (order_id);

-- Properly signed, but at odds with the order or with an earlier notification. Somebody has to look at each.
-- The gateway repeats what was refused: the same refusal is one row that counts.
CREATE TABLE refused_notification (
    gateway           text        NOT NULL,
    gateway_txn_id    text        NOT NULL,
    order_id          uuid        NOT NULL,
    outcome           text        NOT NULL,
    amount            bigint      NOT NULL,
    currency          text        NOT NULL,
    reason            text        NOT NULL,
    paid_at           timestamptz NOT NULL,
    first_received_at timestamptz NOT NULL,
    last_received_at  timestamptz NOT NULL,
    times             integer     NOT NULL DEFAULT 1,
    PRIMARY KEY (gateway, gateway_txn_id, order_id, outcome, amount, currency, reason)
);

-- What the events of other services said of an order. They come on two streams, in any order:
-- the amount is null until the order is known, the tickets are null until they are issued.
CREATE TABLE known_order (
    order_id       uuid    PRIMARY KEY,
    amount         bigint,
    currency       text,
    tickets_issued integer,
    CHECK ((amount IS NULL) = (currency IS NULL))
);
