-- Hosts whose "not modified" hid a change: until then they are asked for everything anew.
CREATE TABLE distrusted_host (
  authority text PRIMARY KEY,
  until     timestamptz NOT NULL
);
