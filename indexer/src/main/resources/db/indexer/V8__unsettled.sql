-- Every minute somebody asks which deliveries do not arrive; nearly all that are kept did.

CREATE INDEX delivery_unsettled ON delivery (channel) WHERE state IN ('pending', 'failed');
