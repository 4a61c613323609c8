-- Whether it is this transaction's turn to place an order of the buyer, and the buyer's pending orders are still those that
-- were seen. A turn lasts until the transaction ends, and no order waits for one: a transaction that places the orders of
-- several buyers would wait while it holds places, for one who waits for these. Who is told no looks again.
-- The second query sees all that was committed before the turn began, for a VOLATILE function takes a new snapshot for each;
-- a statement's own is from before.
CREATE FUNCTION has_turn(buyer text, seen uuid[]) RETURNS boolean LANGUAGE plpgsql VOLATILE AS
$$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended(buyer, 0)) THEN
        RETURN false;
    END IF;
    RETURN NOT EXISTS (SELECT FROM orders o
                        WHERE o.buyer_id = buyer AND o.status = 'PENDING_PAYMENT' AND o.order_id <> ALL (seen));
END
$$;
