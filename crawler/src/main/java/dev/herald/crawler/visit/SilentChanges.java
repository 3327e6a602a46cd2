package dev.herald.crawler.visit;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Flag;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.template.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes that leave a statement's text as it is: another printed date, other files under the same
/// words.
///
/// Two pages of one address are compared as they are read today, so that what we learn or read
/// better is never taken for the publisher's doing. Where the page may show something else than its
/// statement's date or files, nothing is seen.
final class SilentChanges {
  private static final Set<Provenance> ON_THE_PAGE =
      EnumSet.of(
          Provenance.SELECTOR,
          Provenance.JSON_LD,
          Provenance.META,
          Provenance.TIME_ELEMENT,
          Provenance.VISIBLE_TEXT);

  private static final int CLOCK_DAYS = 2;

  /// Some systems give a file another name each time that they link to it.
  private static final Pattern MADE_UP_NAME = Pattern.compile("[0-9a-f_-]{16,}(\\.\\w+)?");

  private SilentChanges() {}

  /// Whether it is worth while to read the old page again.
  static boolean isPossible(Statement known, Extracted now) {
    return !known.published().date().equals(now.published().date())
        || !names(known.attachments().stream().map(Attachment::url))
            .containsAll(names(now.attachmentLinks().stream().map(AttachmentLink::url)))
        || now.attachmentLinks().size() < known.attachments().size();
  }

  /// Whether the publisher changed the date or the files.
  ///
  /// @param before the page that is known, as it is read today
  /// @param fetchedAt when the page was fetched that is read now
  static boolean isEdit(Extracted before, Extracted now, Instant fetchedAt) {
    return isRedated(before, now, fetchedAt) || !files(before).equals(files(now));
  }

  private static boolean isRedated(Extracted before, Extracted now, Instant fetchedAt) {
    PublicationTime old = before.published();
    PublicationTime published = now.published();
    Optional<LocalDate> date = published.date();
    if (old.date().isEmpty() || date.isEmpty() || old.date().equals(date)) return false;
    boolean samePlace =
        old.provenance() == published.provenance()
            && old.precision() == published.precision()
            && position(before).equals(position(now));
    return samePlace
        && isPrinted(old)
        && isPrinted(published)
        && !followsTheClock(old.date().get(), date.get(), fetchedAt);
  }

  private static Optional<String> position(Extracted page) {
    return Optional.ofNullable(page.layout().positions().get(Field.DATE));
  }

  /// Printed in full: "two days ago" is another day each day.
  private static boolean isPrinted(PublicationTime time) {
    return ON_THE_PAGE.contains(time.provenance())
        && !time.flags().contains(Flag.LAST_CHANGED)
        && time.date()
            .map(date -> Integer.toString(date.getYear()))
            .flatMap(year -> time.printed().filter(printed -> printed.contains(year)))
            .isPresent();
  }

  /// Some pages print the day on which they are shown, or that of the latest news.
  private static boolean followsTheClock(LocalDate old, LocalDate date, Instant fetchedAt) {
    LocalDate today = LocalDate.ofInstant(fetchedAt, ZoneOffset.UTC);
    return date.isAfter(old) && date.isAfter(today.minusDays(CLOCK_DAYS + 1));
  }

  /// The statement's files, each with the words that link to it. Where no selector says which they
  /// are, the page's column may link to others: then only what its body names counts.
  private static Set<String> files(Extracted page) {
    boolean given = page.extraction().chosenBy().containsKey("attachments");
    Predicate<AttachmentLink> isNamed =
        link ->
            given
                || page.blocks().stream()
                    .anyMatch(
                        block -> block.zone().isBody() && block.text().contains(link.title()));
    return page.attachmentLinks().stream()
        .filter(isNamed)
        .map(link -> link.title() + "\n" + name(link.url()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> names(Stream<String> urls) {
    return urls.map(SilentChanges::name).collect(Collectors.toUnmodifiableSet());
  }

  /// The name of a file: neither its query, which may say anything, nor its folder or host.
  private static String name(String url) {
    String path = url.split("[?#;]", 2)[0].toLowerCase(Locale.ROOT);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return MADE_UP_NAME.matcher(name).matches() ? "" : name;
  }
}
