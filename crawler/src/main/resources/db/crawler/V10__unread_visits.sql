-- How many visits in a row read nothing because the publisher shows no list: such a source is
-- visited less often, and never given up.
ALTER TABLE source_state ADD COLUMN unread integer NOT NULL DEFAULT 0;
