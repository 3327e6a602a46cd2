-- Statements that bear the same title: one that is listed at a new address may have moved there.
CREATE INDEX statement_title ON statement (source_id, left(content->>'title', 200));
