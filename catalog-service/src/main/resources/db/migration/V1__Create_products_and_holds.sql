-- Ids below 1000 are left to whoever chooses a product's id.
CREATE SEQUENCE product_ids START WITH 1000;

CREATE TABLE product (
    id             bigint      PRIMARY KEY CHECK (id > 0),
    -- Grows by one with every change; consumers of the product's events keep the highest.
    version        bigint      NOT NULL CHECK (version > 0),
    status         text        NOT NULL CHECK (status IN ('ACTIVE', 'RETIRED')),
    sku            text        NOT NULL CONSTRAINT sku_is_unique UNIQUE,
    name           text        NOT NULL,
    sale_start_at  timestamptz NOT NULL,
    sale_end_at    timestamptz NOT NULL CHECK (sale_end_at > sale_start_at),
    -- Minor units.
    price_amount   bigint      NOT NULL CHECK (price_amount >= 0),
    price_currency text        NOT NULL CHECK (price_currency ~ '^[A-Z]{3}$'),
    sellable       integer     NOT NULL CHECK (sellable >= 0),
    valid_for_days integer     NOT NULL CHECK (valid_for_days > 0),
    valid_from     timestamptz,
    -- [{function_code, label, quantity}]: read and written only whole, and in this order.
    functions      jsonb       NOT NULL CHECK (jsonb_array_length(functions) > 0)
);

-- An order's life as the catalog sees it. The order of the values is the rule: a hold only moves forward, so a repeated
-- or late event changes nothing. SOLD is last because a payment may come after the expiry and take the stock again.
CREATE TYPE hold_status AS ENUM ('RESERVED', 'RELEASED', 'SOLD');

CREATE TABLE hold (
    order_id   uuid        NOT NULL,
    product_id bigint      NOT NULL,
    quantity   integer     NOT NULL CHECK (quantity > 0),
    status     hold_status NOT NULL,
    held       integer     NOT NULL GENERATED ALWAYS AS (CASE WHEN status = 'RELEASED' THEN 0 ELSE quantity END) STORED,
    PRIMARY KEY (order_id, product_id)
);

-- Per product the sum of hold.held, changed in the same statement. Beside the product and not in it, so that orders
-- never wait for administrators. No CHECK (held >= 0): PostgreSQL would apply it to the change before adding it up.
CREATE TABLE held_stock (
    product_id bigint PRIMARY KEY,
    held       bigint NOT NULL
);
