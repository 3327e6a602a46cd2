-- What a rule told in a period, as one message to a channel. Deliveries are added while it is open;
-- whoever adds one holds the row, so that closing it waits for them and nothing comes too late. The
-- id is made of rule, channel and end of the period: a digest that is sent again is the same.

CREATE TABLE digest (
  id           text PRIMARY KEY,
  rule_id      text NOT NULL,
  rule_name    text NOT NULL,
  channel      text NOT NULL,
  begins_at    timestamptz NOT NULL,
  closes_at    timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'open',
  attempts     integer NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL,
  settled_at   timestamptz,
  last_failure text
);
CREATE INDEX digest_due ON digest (channel, due_at) WHERE state IN ('open', 'pending');

ALTER TABLE delivery ADD COLUMN digest_id text REFERENCES digest (id);
CREATE INDEX delivery_by_digest ON delivery (digest_id) WHERE digest_id IS NOT NULL;

-- What belongs to a digest is never sent by itself.
DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery (channel, due_at)
  WHERE state = 'pending' AND digest_id IS NULL;
