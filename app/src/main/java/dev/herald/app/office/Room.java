package dev.herald.app.office;

import java.text.Normalizer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One institution's publications with their addresses and texts. Thread-safe.
final class Room {
  private static final int MOST_CACHED = 20_000;
  private static final int MOST_SLUG = 60;
  private static final Pattern GAP = Pattern.compile("\\{(number|date|slug)\\}");
  private static final DateTimeFormatter URL_DATE =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private final Site site;
  private final String base;
  private final Publications publications;
  private final Writer writer;
  private final Map<CacheKey, Content> cache = new ConcurrentHashMap<>();

  private record CacheKey(int number, String language, int edits) {}

  Room(Site site, int port, Publications publications, Writer writer) {
    this.site = site;
    this.base = "http://" + site.host() + ":" + port;
    this.publications = publications;
    this.writer = writer;
  }

  Site site() {
    return site;
  }

  /// `http://host:port`, without a slash at the end.
  String base() {
    return base;
  }

  Stock stock(String language) {
    return writer.stock(language);
  }

  Publications publications() {
    return publications;
  }

  /// Listed statements of a language, newest first.
  List<Shown> listed(String language, int skip, int most) {
    return publications.listed(site, language, skip, most).stream()
        .map(publication -> show(publication, language))
        .toList();
  }

  /// Up to three statements before one, newest first, listed or not.
  List<Shown> before(Shown shown) {
    List<Shown> found = new ArrayList<>();
    for (int number = shown.publication().number() - 1; number > 0 && found.size() < 3; number--)
      publications.find(site, number).map(p -> show(p, shown.language())).ifPresent(found::add);
    return found;
  }

  Shown show(Publication publication, String language) {
    String path = path(publication, language);
    Instant minute = publication.at().truncatedTo(ChronoUnit.MINUTES);
    return new Shown(
        publication,
        language,
        content(publication, language, publication.copy(language).edits().size()),
        base + path,
        path,
        printed(publication, language),
        minute.atZone(site.zone()).toOffsetDateTime());
  }

  /// The content after the first edits.
  Content content(Publication publication, String language, int edits) {
    if (cache.size() > MOST_CACHED) cache.clear();
    return cache.computeIfAbsent(
        new CacheKey(publication.number(), language, edits),
        key ->
            writer.write(
                site,
                publication.number(),
                key.language(),
                publication.copy(key.language()).kinds(key.edits())));
  }

  String firstTitle(Shown shown) {
    return content(shown.publication(), shown.language(), 0).title();
  }

  Content.Edit nextEdit(Publication publication, String language) {
    return writer.nextEdit(
        site, publication.number(), language, publication.copy(language).kinds());
  }

  Optional<String> printed(Publication publication, String language) {
    return Optional.ofNullable(site.printed().get(language))
        .map(
            pattern ->
                Printed.of(
                    publication.at(),
                    pattern,
                    site.calendar(),
                    site.zone(),
                    stock(language).locales()));
  }

  String url(Publication publication, String language) {
    return base + path(publication, language);
  }

  Optional<String> annexPath(Publication publication, String language) {
    return site.annexEvery() > 0 && publication.number() % site.annexEvery() == 0
        ? Optional.of("/files/%s-%d.pdf".formatted(language, publication.number()))
        : Optional.empty();
  }

  /// What a statement's annex says: its own text, or English where the PDF's font lacks letters.
  Content annex(Shown shown) {
    List<String> texts =
        shown.content().paragraphs().stream().map(Content.Paragraph::text).toList();
    if (Annex.canWrite(shown.title() + String.join("", texts))) return shown.content();
    return writer.write(site, shown.publication().number(), "en", List.of());
  }

  /// The statement at a path, with its query.
  Optional<Shown> find(String pathAndQuery) {
    for (String language : site.languages()) {
      Matcher form = pattern(language).matcher(pathAndQuery);
      if (!form.matches()) continue;
      return publications
          .find(site, Integer.parseInt(form.group("number")))
          .map(publication -> show(publication, language));
    }
    return Optional.empty();
  }

  private Pattern pattern(String language) {
    String regex =
        GAP.matcher(Pattern.quote(template(language)))
            .replaceAll(
                gap ->
                    Matcher.quoteReplacement(
                        switch (gap.group(1)) {
                          case "number" -> "\\E(?<number>\\d{1,7})\\Q";
                          case "date" -> "\\E\\d{4}/\\d{2}/\\d{2}\\Q";
                          default -> "\\E[^/]{1,100}\\Q";
                        }));
    return Pattern.compile(regex);
  }

  private String path(Publication publication, String language) {
    return GAP.matcher(template(language))
        .replaceAll(
            gap ->
                switch (gap.group(1)) {
                  case "number" -> Integer.toString(publication.number());
                  case "date" -> URL_DATE.format(publication.at().atZone(site.zone()));
                  default -> slug(content(publication, language, 0).title());
                });
  }

  private String template(String language) {
    String template = site.statement().get(language);
    if (template == null)
      throw new IllegalStateException("site %s has no path in %s".formatted(site.id(), language));
    return template;
  }

  private static String slug(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    var slug = new StringBuilder();
    for (int i = 0; i < plain.length() && slug.length() < MOST_SLUG; i++) {
      char c = plain.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) slug.append(c);
      else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-' && c < 0x300)
        slug.append('-');
    }
    boolean dashed = !slug.isEmpty() && slug.charAt(slug.length() - 1) == '-';
    return dashed ? slug.substring(0, slug.length() - 1) : slug.toString();
  }
}
