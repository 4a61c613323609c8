-- The latest of each product that catalog-service published; orders are priced from here.
CREATE TABLE product (
    product_id     bigint      PRIMARY KEY,
    version        bigint      NOT NULL,
    name           text        NOT NULL,
    status         text        NOT NULL,
    sale_start_at  timestamptz NOT NULL,
    sale_end_at    timestamptz,
    price          bigint      NOT NULL CHECK (price >= 0),
    currency       text        NOT NULL,
    valid_for_days integer     NOT NULL,
    valid_from     timestamptz,
    functions      jsonb       NOT NULL
);

CREATE TABLE stock (
    product_id bigint  PRIMARY KEY,
    -- What catalog-service last said may be sold in all.
    published  integer NOT NULL CHECK (published >= 0),
    -- What may be sold in all as far as it is not sold already: greatest(published, reserved + sold). A catalog that
    -- lowers its number below what is sold takes back nothing; it only lets nothing more be sold.
    sellable   integer NOT NULL,
    reserved   integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    sold       integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
    CONSTRAINT never_oversold CHECK (reserved + sold <= sellable)
);
