-- Null: the buyer was erased. A pseudonym in its place would still tell which orders were one person's.
ALTER TABLE orders ALTER COLUMN buyer_id DROP NOT NULL;

-- Asked for by
--   INSERT INTO erasure (buyer_id) VALUES ('…');
-- and done within seconds. The row stays as proof that it was done, and names nobody any more.
CREATE TABLE erasure (
    erasure_id   uuid        PRIMARY KEY DEFAULT uuidv7(),
    buyer_id     text        CHECK (buyer_id <> ''),
    requested_at timestamptz NOT NULL DEFAULT now(),
    erased_at    timestamptz,
    -- How many are nobody's since then.
    orders       integer,
    CONSTRAINT what_is_done_names_nobody CHECK ((buyer_id IS NULL) = (erased_at IS NOT NULL))
);

CREATE INDEX erasures_to_be_done ON erasure (requested_at) WHERE erased_at IS NULL;

-- What comes for an order whose buyer was erased meanwhile.
ALTER TABLE order_payment DROP CONSTRAINT order_payment_refund_reason_check;
ALTER TABLE order_payment ADD CONSTRAINT order_payment_refund_reason_check CHECK (refund_reason IN
    ('EXPIRED_AND_SOLD_OUT', 'CANCELLED_AND_SOLD_OUT', 'FURTHER_TRANSACTION', 'WRONG_AMOUNT', 'BUYER_ERASED'));
