-- Where a source's pages have title, date, body and signature, as its pages taught it.
CREATE TABLE source_template (
  source_id     text PRIMARY KEY,
  pages         integer NOT NULL,
  redesigned_at timestamptz,
  learned       jsonb NOT NULL
);

-- Changes of a source's design, each with what showed it.
CREATE TABLE redesign (
  source_id text NOT NULL,
  since     timestamptz NOT NULL,
  url       text NOT NULL,
  before    text NOT NULL,
  after     text NOT NULL,
  PRIMARY KEY (source_id, since)
);
