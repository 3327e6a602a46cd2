-- Whose turn it is to ask a robots authority, when several processes crawl.
CREATE TABLE host_turn (
  authority  text PRIMARY KEY,
  holder     uuid,
  held_until timestamptz,
  ended_at   timestamptz NOT NULL
);
