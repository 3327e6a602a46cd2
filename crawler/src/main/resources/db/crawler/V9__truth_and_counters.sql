-- Hosts whose "not modified" hid a change: until then they are asked for everything anew.
CREATE TABLE distrusted_host (
  authority text PRIMARY KEY,
  until     timestamptz NOT NULL
);

-- Figures that grew while the text around them stood, each as it was seen last, and how often it
-- grew: what grows again on several statements of a source is a counter of its readers.
CREATE TABLE grown_figure (
  source_id    text NOT NULL,
  line         text NOT NULL,
  statement_id text NOT NULL,
  figure       bigint NOT NULL,
  times        integer NOT NULL,
  seen_at      timestamptz NOT NULL,
  PRIMARY KEY (source_id, line, statement_id)
);
