-- For the purge by age. BRIN: rows come in the order of their age, so a few pages of index do for years of events.
CREATE INDEX IF NOT EXISTS inbox_by_age ON inbox USING brin (received_at);
