-- One row per paid order whose tickets are made: its key is what makes issuing twice impossible, whatever is delivered.
CREATE TABLE issuance (
    order_id  uuid        PRIMARY KEY,
    issued_at timestamptz NOT NULL
);

CREATE TABLE ticket (
    -- Compared byte by byte: it also breaks the tie between tickets of one instant, and that order must never change.
    code         text COLLATE "C" PRIMARY KEY,
    order_id     uuid        NOT NULL REFERENCES issuance,
    -- The subject of the buyer's token.
    buyer_id     text        NOT NULL,
    product_id   bigint      NOT NULL,
    product_name text        NOT NULL,
    valid_from   timestamptz NOT NULL,
    -- Exclusive.
    valid_until  timestamptz NOT NULL CHECK (valid_until > valid_from),
    issued_at    timestamptz NOT NULL
);

-- A buyer's tickets, newest first, page by page.
CREATE INDEX ticket_of_buyer ON ticket (buyer_id, issued_at DESC, code DESC);

-- The buyer's copy of the uses; venue-service owns them, and its events only ever lower this copy.
CREATE TABLE entitlement (
    ticket_code    text COLLATE "C" NOT NULL REFERENCES ticket,
    function_code  text     NOT NULL,
    -- The product's own order of its functions.
    position       integer  NOT NULL,
    label          text     NOT NULL,
    total_uses     integer  NOT NULL CHECK (total_uses > 0),
    remaining_uses integer  NOT NULL CHECK (remaining_uses BETWEEN 0 AND total_uses),
    PRIMARY KEY (ticket_code, function_code)
);
