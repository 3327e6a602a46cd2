-- What the crawler remembers between visits. Saved only after Kafka acknowledged.

CREATE TABLE source_state (
  source_id      text PRIMARY KEY,
  first_visit_at timestamptz NOT NULL,
  last_visit_at  timestamptz NOT NULL,
  next_visit_at  timestamptz NOT NULL,
  boilerplate    jsonb NOT NULL DEFAULT '{}',
  boilerplate_pages integer NOT NULL DEFAULT 0
);

CREATE TABLE discovery_state (
  source_id     text NOT NULL,
  url           text NOT NULL,
  etag          text,
  last_modified text,
  conditional   integer NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, url)
);

-- Feeds, sitemaps and listings that Herald found by itself from a home page.
CREATE TABLE found_discovery (
  source_id text NOT NULL,
  kind      text NOT NULL,
  url       text NOT NULL,
  found_at  timestamptz NOT NULL,
  PRIMARY KEY (source_id, url)
);

-- Statement URLs that were listed and wait to be fetched.
CREATE TABLE frontier (
  source_id       text NOT NULL,
  url             text NOT NULL,
  title           text,
  published       jsonb,
  listed_at       timestamptz NOT NULL,
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  last_failure    text,
  PRIMARY KEY (source_id, url)
);
CREATE INDEX frontier_due ON frontier (source_id, next_attempt_at);

CREATE TABLE statement (
  id             text PRIMARY KEY,
  source_id      text NOT NULL,
  url            text NOT NULL,
  state          text NOT NULL,
  revision       integer NOT NULL,
  version        bigint NOT NULL,
  fingerprint    text NOT NULL,
  etag           text,
  last_modified  text,
  conditional    integer NOT NULL DEFAULT 0,
  first_seen     timestamptz NOT NULL,
  next_check_at  timestamptz,
  missing_checks integer NOT NULL DEFAULT 0,
  title_hint     text,
  published_hint jsonb,
  content        jsonb NOT NULL
);
CREATE INDEX statement_due ON statement (source_id, next_check_at);

-- Every URL a statement is known by.
CREATE TABLE statement_url (
  url          text PRIMARY KEY,
  statement_id text NOT NULL REFERENCES statement (id)
);
