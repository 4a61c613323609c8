-- A token names the generation of its account that it was issued in, and is good for no later one: what was revoked stays
-- dead when the account is enabled again. Tokens from before this column name none, and count as of the first.
ALTER TABLE operators ADD COLUMN token_generation int NOT NULL DEFAULT 0;
