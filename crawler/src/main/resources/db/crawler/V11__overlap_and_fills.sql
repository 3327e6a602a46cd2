-- Which of its source's discoveries listed an address, as a set of their numbers.
ALTER TABLE statement_url ADD COLUMN listed_by bigint NOT NULL DEFAULT 0;

CREATE TABLE discovery_number (
  source_id text NOT NULL,
  url       text NOT NULL,
  number    integer NOT NULL,
  PRIMARY KEY (source_id, url)
);

-- How many of a source's latest pages show a field, and the pages since which none does.
CREATE TABLE field_fill (
  source_id text NOT NULL,
  field     text NOT NULL,
  content   jsonb NOT NULL,
  PRIMARY KEY (source_id, field)
);
