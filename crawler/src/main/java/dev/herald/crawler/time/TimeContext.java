package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime.Provenance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// What is known where a time is printed.
///
/// @param languages of the page, BCP 47, most likely first; they decide names and numeric order
/// @param zone of times that name none
/// @param fetchedAt the moment relative times count from
/// @param provenance to be recorded
public record TimeContext(
    List<String> languages, ZoneId zone, Instant fetchedAt, Provenance provenance) {}
