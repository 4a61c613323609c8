-- They are listed for staff, newest first. A number tells where a page ends; their times may be equal and move.
ALTER TABLE refused_notification ADD COLUMN refusal_id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
