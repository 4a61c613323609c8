-- The events whose effect this service already has. A row is inserted in the effect's own transaction.
CREATE TABLE inbox (
    event_id    uuid        PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
);
