-- Matches on their way to channels. The id is made of rule, revision and channel: a match that is
-- found again after a crash is the same delivery.

CREATE TABLE delivery (
  id           text PRIMARY KEY,
  rule_id      text NOT NULL,
  channel      text NOT NULL,
  statement_id text NOT NULL,
  revision_id  text NOT NULL,
  alert        jsonb NOT NULL,
  state        text NOT NULL DEFAULT 'pending',
  attempts     integer NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL DEFAULT now(),
  created_at   timestamptz NOT NULL DEFAULT now(),
  settled_at   timestamptz,
  last_failure text
);
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state = 'pending';
CREATE INDEX delivery_by_rule ON delivery (rule_id, created_at DESC);
