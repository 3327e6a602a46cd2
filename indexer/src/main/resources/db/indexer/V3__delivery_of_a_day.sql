-- The ledger balances the deliveries of each source and day against the matches that call for them.
-- Deliveries made before know neither; the ledger leaves them out, with their revisions' calls.

ALTER TABLE delivery ADD COLUMN source_id text;
ALTER TABLE delivery ADD COLUMN observed_at timestamptz;
CREATE INDEX delivery_by_day ON delivery (observed_at) WHERE observed_at IS NOT NULL;
