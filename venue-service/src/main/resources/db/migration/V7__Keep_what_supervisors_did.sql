CREATE TABLE audit_entries (
    entry_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    -- The supervisor; null: the service itself, which creates the first one at its start.
    actor       text,
    action      text        NOT NULL,
    -- The operator's user name or the venue's code.
    subject     text        NOT NULL,
    -- Its content before and after, where that is what changed. No password, and nothing made of one.
    before      jsonb,
    after       jsonb
);

CREATE INDEX audit_entries_by_actor ON audit_entries (actor, entry_id);
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, entry_id);

-- What was written stays, whatever this service's code may one day try.
CREATE FUNCTION refuse_to_change_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are only added';
END $$;

CREATE TRIGGER audit_entries_are_only_added
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit_entries();
