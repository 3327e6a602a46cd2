-- What a visit was about to publish. A crash between Kafka's acknowledgement and the state's commit
-- publishes the same again, whatever the pages say by then.
CREATE TABLE intent (
  source_id text PRIMARY KEY,
  content   text NOT NULL
);
