package dev.herald.config.source;

import dev.herald.config.Form;
import dev.herald.config.HeraldConfig.RevisionStep;
import dev.herald.config.Setting;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A source: one institution's press room, where its statements are listed and how its pages read.
///
/// Only `id`, `institution`, `country`, `zone`, `languages` and one of `homepage` or `discovery`
/// are needed; the rest is found. What several sources share stands in a family that they extend.
public record Source(
    @Setting(
            value = "Short unique name, lower case with dashes.",
            example = "az-milli-majlis",
            form = Form.ID)
        String id,
    @Setting(value = "The institution's name.", example = "Milli Majlis", form = Form.LINE)
        String institution,
    @Setting(
            value = "Where it belongs: ISO 3166-1 alpha-2, or INT for international bodies.",
            example = "AZ",
            form = Form.COUNTRY)
        String country,
    @Setting(
            value = "What it is: parliament, government, ministry, central-bank, court, agency, …",
            defaultsTo = "government",
            form = Form.ID)
        String institutionType,
    @Setting(value = "What it publishes here.", defaultsTo = "press-release", form = Form.ID)
        String type,
    @Setting(
            value = "Languages it publishes in, most used first, BCP 47.",
            example = "[en, az]",
            form = Form.LANGUAGE,
            min = "1")
        List<String> languages,
    @Setting(value = "Time zone of the times it prints.", example = "Asia/Baku") ZoneId zone,
    @Setting(
            value = "Its home page; feeds and listings are found from it when none is given.",
            form = Form.HTTP_URL)
        Optional<String> homepage,
    @Setting("Where statement URLs are found.") List<Discovery> discovery,
    @Setting("Where the parts of a statement stand on its page; best guess where not given.")
        Selectors selectors,
    @Setting("When it is visited.") Schedule schedule,
    @Setting(value = "Least time between two requests to it, when longer than fetch.delay.")
        Optional<Duration> delay,
    @Setting(value = "false stops visits without losing what is known.", defaultsTo = "true")
        boolean enabled,
    @Setting(
            key = "extends",
            value = "Family whose settings count where this source says nothing else.",
            example = "bg-ministries",
            form = Form.ID)
        Optional<String> family,
    @Setting("When and how somebody last saw that the addresses above answer.")
        Optional<Verified> verified,
    @Setting(
            value = "Day of its first page: an earlier publication date on a page is refused.",
            example = "2001-05-01")
        Optional<LocalDate> firstPage,
    @Setting(
            "Selectors for a time; the one counts whose window holds the fetch, else the"
                + " publication.")
        List<SelectorVersion> selectorVersions,
    @Setting(
            value =
                "For each language, the part of an address that says it; swaps give translations.",
            example = "{en: /en/, az: /az/}",
            form = Form.LINE)
        Map<String, String> translations,
    @Setting(
            value =
                "browser where its pages and listings are empty until their scripts have run; needs"
                    + " Chromium, see `browser`.",
            defaultsTo = "none")
        Render render,
    @Setting(
            value =
                "Days of each year on which it publishes nothing, first and last; its silence then"
                    + " is no incident.",
            example = "[08-01..08-31, 12-24..01-06]",
            form = Form.YEARLY_SPAN)
        List<String> recess,
    @Setting("Lets its lists be empty for a time without an incident.")
        Optional<AllowEmpty> allowEmpty) {

  /// Who makes the pages that are read.
  public enum Render {
    /// The publisher: they are read as they come.
    NONE,
    /// A browser, which runs their scripts first.
    BROWSER
  }

  /// A source with one set of selectors, translations only where the pages link them, a first page
  /// that nobody knows, pages that need no browser, and no recess.
  public Source(
      String id,
      String institution,
      String country,
      String institutionType,
      String type,
      List<String> languages,
      ZoneId zone,
      Optional<String> homepage,
      List<Discovery> discovery,
      Selectors selectors,
      Schedule schedule,
      Optional<Duration> delay,
      boolean enabled,
      Optional<String> family,
      Optional<Verified> verified) {
    this(
        id,
        institution,
        country,
        institutionType,
        type,
        languages,
        zone,
        homepage,
        discovery,
        selectors,
        schedule,
        delay,
        enabled,
        family,
        verified,
        Optional.empty(),
        List.of(),
        Map.of(),
        Render.NONE,
        List.of(),
        Optional.empty());
  }

  /// Whether it is known to publish nothing on that day.
  public boolean isInRecess(LocalDate day) {
    return recess.stream().map(YearlySpan::parse).anyMatch(span -> span.holds(day));
  }

  /// Whether its lists may be empty on that day.
  public boolean mayBeEmpty(LocalDate day) {
    return allowEmpty.filter(allowed -> !day.isAfter(allowed.until())).isPresent();
  }

  /// Whether its pages and listings are rendered before they are read.
  public boolean isRendered() {
    return render == Render.BROWSER;
  }

  /// What the trust in a source's addresses rests on.
  public record Verified(
      @Setting(value = "Day of the look.", example = "2026-03-19") LocalDate date,
      @Setting(
              value = "How it is known, in one sentence.",
              example = "The feed answered and listed that day's releases.",
              form = Form.LINE)
          String basis) {}

  /// Why a source lists nothing, and for how long that is no trouble.
  public record AllowEmpty(
      @Setting(value = "Last day on which its lists may be empty.", example = "2026-09-30")
          LocalDate until,
      @Setting(
              value = "Why they are, in one sentence.",
              example = "The archive moves to the new site.",
              form = Form.LINE)
          String reason) {}

  /// One place that names statement URLs.
  public record Discovery(
      @Setting(value = "feed, sitemap, listing or json.") Kind kind,
      @Setting(value = "Address of the feed, sitemap, listing page or JSON.", form = Form.HTTP_URL)
          String url,
      @Setting(
              value = "Listing: CSS selector of the links to statements.",
              example = ".news-list h3 a",
              form = Form.CSS)
          Optional<String> links,
      @Setting(
              value = "Listing: CSS selector of the link to the next page.",
              example = "a[rel=next]",
              form = Form.CSS)
          Optional<String> next,
      @Setting(
              value = "Listing and JSON: most pages followed in one visit.",
              defaultsTo = "5",
              min = "1",
              max = "1000")
          int maxPages,
      @Setting(
              value = "Only URLs that contain a match of one of these regular expressions.",
              form = Form.REGEX)
          List<String> include,
      @Setting(
              value = "Never URLs that contain a match of one of these regular expressions.",
              form = Form.REGEX)
          List<String> exclude,
      @Setting("JSON: where the statements stand in the answer that the site's own pages ask for.")
          Optional<JsonPaths> json) {

    /// Refuses JSON without its paths, and paths without JSON.
    public Discovery {
      if (json.isPresent() != (kind == Kind.JSON))
        throw new IllegalArgumentException(
            "kind json goes with json.items and json.link; give both or neither");
    }

    /// One that needs no paths.
    public Discovery(
        Kind kind,
        String url,
        Optional<String> links,
        Optional<String> next,
        int maxPages,
        List<String> include,
        List<String> exclude) {
      this(kind, url, links, next, maxPages, include, exclude, Optional.empty());
    }

    /// How statement URLs are named.
    public enum Kind {
      FEED,
      SITEMAP,
      LISTING,
      JSON
    }
  }

  /// JSONPath expressions (RFC 9535) into the answer of an address that serves JSON to the site's
  /// own pages. All but `items` and `next` count from one item.
  public record JsonPaths(
      @Setting(
              value = "The statements, newest first.",
              example = "$.results[*]",
              form = Form.JSON_PATH)
          String items,
      @Setting(
              value = "An item's address, or an address with paths in braces.",
              example = "https://www.meclis.example/news/{$.id}",
              form = Form.LINE)
          String link,
      @Setting(value = "An item's title.", example = "$.title", form = Form.JSON_PATH)
          Optional<String> title,
      @Setting(value = "An item's time of publication.", example = "$.date", form = Form.JSON_PATH)
          Optional<String> published,
      @Setting(
              value = "The address of the next page.",
              example = "$.links.next",
              form = Form.JSON_PATH)
          Optional<String> next) {}

  /// Where the fields of a statement stand on its page, each a list of fallbacks tried in order:
  /// CSS, XPath after `xpath:`, or a range such as `from h1 to .footer` (see [PageSelector]).
  public record Selectors(
      @Setting(value = "The title.", form = Form.SELECTOR) List<String> title,
      @Setting(value = "The printed publication date or date-time.", form = Form.SELECTOR)
          List<String> published,
      @Setting(
              value = "java.time patterns of the printed date, tried before the general reader.",
              example = "[\"d MMMM uuuu '|' HH:mm\"]",
              form = Form.DATE_PATTERN)
          List<String> publishedFormats,
      @Setting(value = "The body.", example = "after h1 to .footer", form = Form.SELECTOR)
          List<String> body,
      @Setting(value = "The signature of the issuing department.", form = Form.SELECTOR)
          List<String> signature,
      @Setting(value = "The person or department that wrote it.", form = Form.SELECTOR)
          List<String> author,
      @Setting(
              value = "The language: a tag or a language's name, as text, lang or content.",
              form = Form.SELECTOR)
          List<String> language,
      @Setting(
              value = "The links to its files, or what holds them; any address counts as a file.",
              form = Form.SELECTOR)
          List<String> attachments,
      @Setting(value = "The numbers of laws and documents that it names.", form = Form.SELECTOR)
          List<String> references,
      @Setting(value = "The dateline: place and day.", form = Form.SELECTOR) List<String> dateline,
      @Setting(
              value = "The links to it in other languages, or what holds them.",
              form = Form.SELECTOR)
          List<String> translations,
      @Setting(value = "What is dropped before anything is read.", form = Form.SELECTOR)
          List<String> remove) {
    /// No selectors: the general extractor decides.
    public static final Selectors NONE =
        new Selectors(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /// Selectors of the fields that nearly every source has.
    public Selectors(
        List<String> title,
        List<String> published,
        List<String> publishedFormats,
        List<String> body,
        List<String> signature,
        List<String> remove) {
      this(
          title,
          published,
          publishedFormats,
          body,
          signature,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          remove);
    }
  }

  /// Selectors that count for a time, because the site was rebuilt. A day counts in the source's
  /// zone, from its first second.
  public record SelectorVersion(
      @Setting(value = "First day.", example = "2024-06-01") Optional<LocalDate> validFrom,
      @Setting(value = "Day from which they count no more.", example = "2026-01-01")
          Optional<LocalDate> validUntil,
      @Setting("Tried before the selectors that always count.") Selectors selectors) {

    /// Refuses a window that never opens.
    public SelectorVersion {
      if (validFrom.isPresent()
          && validUntil.isPresent()
          && !validFrom.get().isBefore(validUntil.get()))
        throw new IllegalArgumentException("valid-from comes before valid-until; swap or move one");
    }

    /// Whether they count on a day.
    public boolean holds(LocalDate day) {
      return validFrom.map(from -> !day.isBefore(from)).orElse(true)
          && validUntil.map(day::isBefore).orElse(true);
    }

    /// Whether both count on some day.
    public boolean overlaps(SelectorVersion other) {
      return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(SelectorVersion other) {
      return validFrom.isEmpty()
          || other.validUntil.isEmpty()
          || validFrom.get().isBefore(other.validUntil.get());
    }

    /// The window in words: `2024-06-01 until 2026-01-01`.
    public String window() {
      String from = validFrom.map(LocalDate::toString).orElse("");
      String until = validUntil.map(day -> "until " + day).orElse("");
      if (until.isEmpty()) return from.isEmpty() ? "always" : "since " + from;
      return (from + " " + until).strip();
    }
  }

  /// The listing clock and the revision clock of one source.
  public record Schedule(
      @Setting(value = "Time between two visits.", defaultsTo = "15m", min = "1s") Duration every,
      @Setting(
              value = "Quartz cron expression in UTC, instead of `every`.",
              example = "0 0/5 6-18 * * ?")
          Optional<String> cron,
      @Setting(
              value = "Share of `every` by which visits are spread at random.",
              defaultsTo = "0.1",
              min = "0",
              max = "1")
          double jitter,
      @Setting("Overrides crawler.revisions for this source.") List<RevisionStep> revisions,
      @Setting(
              value =
                  "Shortest time between two visits, in the hours in which it usually publishes; a"
                      + " third of `every` where not given.",
              example = "5m",
              min = "1s")
          Optional<Duration> minInterval,
      @Setting(
              value =
                  "Longest time between two visits, in the hours in which it hardly ever publishes;"
                      + " four times `every` where not given.",
              example = "1h",
              min = "1s")
          Optional<Duration> maxInterval) {
    private static final int QUICKER = 3;
    private static final int SLOWER = 4;

    /// Refuses bounds that do not hold `every` between them.
    public Schedule {
      if (minInterval.filter(least -> least.compareTo(every) > 0).isPresent())
        throw new IllegalArgumentException("schedule.min-interval must not be longer than every");
      if (maxInterval.filter(most -> most.compareTo(every) < 0).isPresent())
        throw new IllegalArgumentException("schedule.max-interval must not be shorter than every");
    }

    /// One whose bounds follow from `every`.
    public Schedule(
        Duration every, Optional<String> cron, double jitter, List<RevisionStep> revisions) {
      this(every, cron, jitter, revisions, Optional.empty(), Optional.empty());
    }

    /// Shortest time between two visits.
    public Duration least() {
      return minInterval.orElse(every.dividedBy(QUICKER));
    }

    /// Longest time between two visits.
    public Duration most() {
      return maxInterval.orElse(every.multipliedBy(SLOWER));
    }
  }
}
