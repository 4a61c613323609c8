-- Written beside the state, read by Debezium. Rows are only inserted, and removed by age.
CREATE TABLE outbox (
    id           uuid        PRIMARY KEY,
    topic        text        NOT NULL,
    aggregate_id text        NOT NULL,
    type         text        NOT NULL,
    source       text        NOT NULL,
    -- A column, because a connector's constant header would turn 1.0 into 1.
    specversion  text        NOT NULL,
    payload      text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    traceparent  text
);

CREATE INDEX outbox_by_age ON outbox (occurred_at);

-- Only inserts leave the database: the purge is nobody else's business.
CREATE PUBLICATION outbox FOR TABLE outbox WITH (publish = 'insert');
