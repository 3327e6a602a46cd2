/// One visit of a source: what is listed is fetched, extracted, archived and published; what was
/// published is checked again when its revision clock says so.
///
/// The order is what makes a crash harmless: evidence first, then Kafka's acknowledgement, then the
/// state. Whatever was cut off is done again, with the same ids.
@NullMarked
package dev.herald.crawler.visit;

import org.jspecify.annotations.NullMarked;
