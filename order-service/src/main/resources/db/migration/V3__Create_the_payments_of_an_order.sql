-- Every payment that reached this service, so that nobody's money is forgotten.
CREATE TABLE order_payment (
    payment_id     uuid        PRIMARY KEY,
    order_id       uuid        NOT NULL REFERENCES orders,
    gateway        text        NOT NULL,
    gateway_txn_id text        NOT NULL,
    amount         bigint      NOT NULL,
    currency       text        NOT NULL,
    outcome        text        NOT NULL CHECK (outcome IN ('APPLIED', 'REFUND_DUE')),
    paid_at        timestamptz NOT NULL,
    handled_at     timestamptz NOT NULL
);

CREATE INDEX payments_of_an_order ON order_payment (order_id);

-- An order is paid once; every further payment of it is due back.
CREATE UNIQUE INDEX one_payment_pays_an_order ON order_payment (order_id) WHERE outcome = 'APPLIED';
