/// Extracts what was archived once more, as we extract today, and publishes what reads differently.
///
/// A lane of its own: nothing is fetched, no host's turn is taken, and revisions go out on a topic
/// of their own that is indexed while nothing live waits, with the cause `reextracted`, which
/// alerts nobody who did not ask for it.
@NullMarked
package dev.herald.crawler.replay;

import org.jspecify.annotations.NullMarked;
