/// Reads the moment a publisher prints, in any language, calendar and order, and never invents one.
///
/// In: the words on a page ([PrintedTimeReader]) or a date of a feed ([FeedDates]), with the page's
/// languages, the source's zone and the moment of the fetch. Out: a publication time as precise as
/// it was printed, or nothing.
///
/// A text is folded to one form of its letters and digits, cut into numbers, words and signs, and
/// matched against a few shapes of dates and times of day. The words are CLDR's, of every language,
/// and those of `words.txt`; calendars are ICU's. Nothing backtracks: the cost grows with the
/// length of the text alone.
@NullMarked
package dev.herald.crawler.time;

import org.jspecify.annotations.NullMarked;
