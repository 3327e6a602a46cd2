/// A world of press offices that runs a year in minutes: the crawler's real decisions, from when a
/// source is due to what counts as withdrawn, against a clock that nobody has to wait for.
///
/// Real are visits, fetcher, redirects, robots.txt, host health, spacing and times. Played are the
/// hosts' answers, the page format, the broker, the archive and the state, which would only cost
/// time. A referee who knows the truth counts what was missed and what was made up.
@NullMarked
package dev.herald.crawler.world;

import org.jspecify.annotations.NullMarked;
