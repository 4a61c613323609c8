-- A ticket that is taken in anew counts what was spent of it.
CREATE INDEX redemptions_by_ticket ON redemptions (ticket_code, function_code);
