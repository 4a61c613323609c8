-- Repeatable, because databases that have their own numbered migrations take no lower number any more.
-- Data that is to be made again from the streams, while the service goes on. Asked for by
--   INSERT INTO rebuild (name) VALUES ('…') ON CONFLICT (name) DO UPDATE
--     SET requested_at = now(), emptied_at = NULL, finished_at = NULL, records_read = 0, records_total = NULL
--   WHERE rebuild.finished_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS rebuild (
    name          text        PRIMARY KEY,
    requested_at  timestamptz NOT NULL DEFAULT now(),
    -- In the transaction that emptied the data; whoever takes over does not empty it again.
    emptied_at    timestamptz,
    -- Pushed on by the replica that reads; once it is over, another begins the reading again.
    leased_until  timestamptz NOT NULL DEFAULT '-infinity',
    records_read  bigint      NOT NULL DEFAULT 0,
    -- Known when the reading has begun.
    records_total bigint,
    finished_at   timestamptz
);
