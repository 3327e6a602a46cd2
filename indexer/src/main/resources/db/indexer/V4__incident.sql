-- Incidents that somebody was told of. The ledger finds them anew each time; this is what is needed
-- to tell of each once, to remind, and to say when it is over.

CREATE TABLE incident (
  source_id text NOT NULL,
  kind      text NOT NULL,
  since     timestamptz NOT NULL,
  told_at   timestamptz NOT NULL,
  closed_at timestamptz,
  before_it text,
  evidence  text NOT NULL
);
CREATE UNIQUE INDEX incident_open ON incident (source_id, kind) WHERE closed_at IS NULL;
