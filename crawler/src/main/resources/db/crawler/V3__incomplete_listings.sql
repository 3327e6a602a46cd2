-- A listing whose deeper pages could not be read: next time they are asked even if nothing is new.
ALTER TABLE discovery_state ADD COLUMN incomplete boolean NOT NULL DEFAULT false;

CREATE INDEX statement_url_statement ON statement_url (statement_id);
