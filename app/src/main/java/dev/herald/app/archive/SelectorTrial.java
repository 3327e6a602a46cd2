package dev.herald.app.archive;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import dev.herald.config.source.PageSelector;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.dashboard.archive.ArchiveDesk.Archived;
import dev.herald.dashboard.archive.ArchiveDesk.Field;
import dev.herald.dashboard.archive.ArchiveDesk.Tried;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okio.ByteString;

/// Reads an archived answer as a crawler would whose source had this one selector.
record SelectorTrial(
    Source source, Archived archived, ByteString body, Field field, String selector) {
  private static final int MAX_LINES = 20;
  private static final int MAX_LINE_CHARS = 1_000;

  /// jsoup's selectors that run a regular expression over the page, for as long as that takes.
  private static final Pattern RUNS_REGEX =
      Pattern.compile("~=|:matches", Pattern.CASE_INSENSITIVE);

  /// What keeps a selector from being tried.
  static Optional<String> problem(Field field, String selector) {
    if (RUNS_REGEX.matcher(selector).find())
      return Optional.of("regular expressions are not tried here; herald try does");
    try {
      PageSelector parsed = PageSelector.parse(selector);
      return field == Field.LINKS && !(parsed instanceof PageSelector.Css)
          ? Optional.of("links of a list are chosen by CSS")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  Tried run() {
    return field == Field.LINKS ? links() : extracted();
  }

  private Tried links() {
    Discovery discovery =
        new Discovery(
            Discovery.Kind.LISTING,
            archived.url(),
            Optional.of(selector),
            Optional.empty(),
            1,
            List.of(),
            List.of());
    Listed listed =
        DiscoveryReader.read(
            new Answer(
                CanonicalUrl.parse(archived.url()).orElseThrow(),
                body,
                Optional.empty(),
                source.languages(),
                source.zone(),
                archived.at()),
            discovery);
    return told(
        listed.items().stream()
            .map(item -> item.title().map(title -> title + "\n").orElse("") + item.url())
            .toList(),
        listed.problems().stream().findFirst().orElse("it names no statement"));
  }

  private Tried extracted() {
    PageContent page =
        new PageContent(body, Optional.of(archived.url()), Optional.empty(), archived.at());
    Hints hints =
        new Hints(
            source.languages(),
            Optional.of(source.zone()),
            selectors(),
            Boilerplate.NONE,
            Optional.empty(),
            PublicationTime.UNKNOWN);
    return switch (new GeneralExtractor().extract(page, hints)) {
      case ExtractResult.NoStatement(var reason) -> Tried.nothing(reason);
      case Extracted statement ->
          missed(statement)
              .map(Tried::nothing)
              .orElseGet(() -> told(lines(statement), "it gives nothing"));
    };
  }

  private Selectors selectors() {
    return new Selectors(
        only(Field.TITLE),
        only(Field.PUBLISHED),
        List.of(),
        only(Field.BODY),
        only(Field.SIGNATURE),
        only(Field.AUTHOR),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        source.selectors().remove());
  }

  private List<String> only(Field wanted) {
    return field == wanted ? List.of(selector) : List.of();
  }

  private Optional<String> missed(Extracted statement) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return statement.extraction().selectors().orElse(List.of()).stream()
        .filter(tried -> tried.field().equals(name))
        .map(Statement.Tried::missed)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<String> lines(Extracted statement) {
    return switch (field) {
      case TITLE -> List.of(statement.title());
      case PUBLISHED -> published(statement.published());
      case BODY ->
          statement.blocks().stream()
              .filter(block -> block.zone().isBody())
              .map(Block::text)
              .toList();
      case SIGNATURE ->
          statement.blocks().stream()
              .filter(block -> block.zone() == Zone.SIGNATURE)
              .map(Block::text)
              .toList();
      case AUTHOR -> statement.author().stream().toList();
      case LINKS -> List.of();
    };
  }

  private static List<String> published(PublicationTime time) {
    return Stream.of(time.printed(), time.iso()).flatMap(Optional::stream).toList();
  }

  private static Tried told(List<String> all, String otherwise) {
    if (all.isEmpty()) return Tried.nothing(otherwise);
    return new Tried(
        all.stream().limit(MAX_LINES).map(SelectorTrial::clip).toList(),
        all.size(),
        Optional.empty());
  }

  private static String clip(String line) {
    return line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS) + " …";
  }
}
