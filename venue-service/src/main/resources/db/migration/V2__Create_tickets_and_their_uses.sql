-- This service's copy of what ticket-service issued.
CREATE TABLE tickets (
    ticket_code  text        PRIMARY KEY,
    order_id     uuid        NOT NULL,
    product_id   bigint      NOT NULL,
    product_name text        NOT NULL,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL
);

-- The remaining uses. This service owns them: they start at the total and only ever fall.
CREATE TABLE entitlements (
    ticket_code    text NOT NULL REFERENCES tickets,
    function_code  text NOT NULL,
    label          text NOT NULL,
    total_uses     int  NOT NULL CHECK (total_uses > 0),
    remaining_uses int  NOT NULL,
    PRIMARY KEY (ticket_code, function_code),
    CONSTRAINT no_more_uses_than_bought CHECK (remaining_uses BETWEEN 0 AND total_uses)
) WITH (fillfactor = 80); -- Room for the new version of a row beside the old one: a scan then touches no index.
