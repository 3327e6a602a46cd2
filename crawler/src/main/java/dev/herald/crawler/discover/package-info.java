/// Names statement URLs: feeds, sitemaps, listing pages, JSON, and how to find those from a home
/// page.
///
/// In comes a discovery's answer as bytes; out go items in its order and, for every entry that
/// could not be read, a reason. One bad entry never stops its neighbours.
@NullMarked
package dev.herald.crawler.discover;

import org.jspecify.annotations.NullMarked;
