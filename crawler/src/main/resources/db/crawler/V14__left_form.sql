-- The texts that statements had before they were edited, and how often each was left: a page that
-- shows now one and now another of the same texts is no news each time.
CREATE TABLE left_form (
  statement_id text NOT NULL,
  fingerprint  text NOT NULL,
  times        integer NOT NULL,
  left_at      timestamptz NOT NULL,
  PRIMARY KEY (statement_id, fingerprint)
);
