-- Rules that were found broken, and whose channels were told so: each is told once, and once again
-- when it works again.

CREATE TABLE broken_rule (
  rule_id text PRIMARY KEY,
  since   timestamptz NOT NULL,
  reason  text NOT NULL
);
