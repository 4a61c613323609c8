-- First, while others may still read: it takes the longest.
CREATE INDEX ticket_of_order ON ticket (order_id);

-- Null: the buyer was erased. Nobody sees the ticket any more, and no QR of it can be made.
ALTER TABLE ticket ALTER COLUMN buyer_id DROP NOT NULL;

-- An order may become nobody's before its tickets are made: that it is paid may have waited among the dead letters.
ALTER TABLE issuance ADD COLUMN anonymous boolean NOT NULL DEFAULT false;
ALTER TABLE issuance ALTER COLUMN issued_at DROP NOT NULL;
ALTER TABLE issuance ADD CONSTRAINT without_tickets_only_what_is_anonymous CHECK (issued_at IS NOT NULL OR anonymous);
