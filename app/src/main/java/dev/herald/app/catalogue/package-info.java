/// Looks whether the sources of a configuration still answer as they did when they were written.
///
/// In comes a source; out goes a report on each of its discoveries, with one word for the outcome.
/// Fetching, reading and extracting are the crawler's own; nothing is kept.
@NullMarked
package dev.herald.app.catalogue;

import org.jspecify.annotations.NullMarked;
