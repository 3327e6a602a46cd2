-- Who is about to publish a statement's next revision: a visit or a replay.
ALTER TABLE statement
  ADD COLUMN claimed_by     text,
  ADD COLUMN claimed_number integer,
  ADD COLUMN claimed_at     timestamptz;
