package dev.herald.crawler.state;

import dev.herald.crawler.extract.Boilerplate;
import java.time.Instant;

/// What is remembered of a source as a whole.
///
/// @param firstVisitAt when it was first visited
/// @param nextVisitAt when it is due again
/// @param boilerplate what it repeats on its pages
public record SourceState(Instant firstVisitAt, Instant nextVisitAt, Boilerplate boilerplate) {}
