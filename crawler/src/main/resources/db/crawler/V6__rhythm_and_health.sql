-- How many statements a source's lists name at once: how long they may go unread without loss.
CREATE TABLE source_rhythm (
  source_id text PRIMARY KEY,
  listed    integer NOT NULL
);

-- Hosts that are left alone for now, and how often in a row they failed.
CREATE TABLE host_health (
  authority text PRIMARY KEY,
  failures  integer NOT NULL,
  until     timestamptz NOT NULL,
  reason    text NOT NULL
);

-- The last answer to each robots.txt, for as long as it counts.
CREATE TABLE robots_answer (
  authority text PRIMARY KEY,
  body      bytea,
  etag      text,
  missing   text,
  until     timestamptz NOT NULL
);
