-- What readers think of a rule's matches: one word a match, the last one counts.

CREATE TABLE judgement (
  rule_id      text NOT NULL,
  statement_id text NOT NULL,
  useful       boolean NOT NULL,
  judged_at    timestamptz NOT NULL,
  PRIMARY KEY (rule_id, statement_id)
);
