-- Repeatable, because databases that have their own numbered migrations take no lower number any more.
-- A row that names a person who was erased goes once the connector has confirmed it, and does not wait for its age.
ALTER TABLE outbox ADD COLUMN IF NOT EXISTS goes_early boolean NOT NULL DEFAULT false;

CREATE INDEX IF NOT EXISTS outbox_going_early ON outbox (id) WHERE goes_early;
