-- How many requests each publisher got on a UTC day, those that processes have leased among them.
CREATE TABLE request_count (
  publisher text NOT NULL,
  day       date NOT NULL,
  used      bigint NOT NULL,
  PRIMARY KEY (publisher, day)
);

-- The WebSub hubs that a discovery named last, and the address it has for them.
ALTER TABLE discovery_state ADD COLUMN web_sub jsonb;
