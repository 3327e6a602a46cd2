-- An alert quotes pages, and jsonb refuses some of what JSON can say: a zero character, half of a
-- surrogate pair. Nothing asks the database to look inside, so it keeps the text.

ALTER TABLE delivery ALTER COLUMN alert TYPE text USING alert::text;
