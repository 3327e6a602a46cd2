package dev.herald.crawler.state;

import dev.herald.crawler.extract.Learned;
import java.time.Instant;

/// What is remembered of a source as a whole.
///
/// @param firstVisitAt when it was first visited
/// @param nextVisitAt when it is due again
/// @param learned what its pages taught
public record SourceState(Instant firstVisitAt, Instant nextVisitAt, Learned learned) {}
