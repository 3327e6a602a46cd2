package dev.herald.crawler.visit;

import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Flag;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts the record together from what was fetched and extracted.
final class Records {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
  private static final Duration LONG_BEFORE = Duration.ofDays(3);

  private Records() {}

  static Evidence evidence(FetchedPage page, Location location) {
    return new Evidence(
        page.url().toString(),
        Optional.of(location.file()),
        location.offset(),
        Hashes.sha256(page.body().toByteArray()),
        page.status(),
        page.headers(),
        page.startedAt(),
        page.robots());
  }

  /// The record of one revision.
  ///
  /// @param watchedSince when the source was first visited; a time long before a statement's first
  ///   sight is odd only if the source was watched then
  static Statement statement(
      Source source,
      String id,
      String url,
      Extracted extracted,
      List<Attachment> attachments,
      Evidence evidence,
      Instant firstSeen,
      Instant watchedSince) {
    return new Statement(
        id,
        url,
        source.id(),
        source.institution(),
        source.institutionType(),
        source.country(),
        source.type(),
        extracted.language(),
        extracted.title(),
        flagged(extracted.published(), firstSeen, watchedSince),
        firstSeen,
        lastModified(evidence),
        extracted.blocks(),
        extracted.translations(),
        attachments,
        extracted.references(),
        evidence,
        extracted.extraction(),
        extracted.author(),
        extracted.dateline());
  }

  private static PublicationTime flagged(
      PublicationTime published, Instant firstSeen, Instant watchedSince) {
    Optional<Instant> earliest = published.earliest();
    if (earliest.isEmpty() || published.precision() == Precision.MONTH) return published;
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(published.flags());
    if (earliest.get().isAfter(firstSeen.plus(CLOCKS_DIFFER))) flags.add(Flag.FUTURE_DATED);
    boolean longBefore = earliest.get().isBefore(firstSeen.minus(LONG_BEFORE));
    if (longBefore && earliest.get().isAfter(watchedSince)) flags.add(Flag.BACK_DATED);
    return flags.isEmpty() ? published : published.withFlags(flags);
  }

  private static Optional<Instant> lastModified(Evidence evidence) {
    try {
      return Optional.ofNullable(evidence.headers().get("last-modified"))
          .map(
              value ->
                  OffsetDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      // The header is the publisher's word; where it is no date, there is none.
      return Optional.empty();
    }
  }
}
