package dev.herald.indexer.ledger;

import java.time.LocalDate;

/// One source on one UTC day.
public record SourceDay(String sourceId, LocalDate day) {}
