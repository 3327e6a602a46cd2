package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Publication times that the page's head declares: JSON-LD and meta elements.
final class DeclaredTimes {
  private static final double LINKED_DATA = 1;
  private static final double PUBLISHED = 0.98;
  private static final double GENERIC = 0.55;
  private static final double STAMPED = 0.85;
  private static final Duration SAME = Duration.ofMinutes(5);

  private static final List<String> PUBLISHED_METAS =
      List.of(
          "article:published_time",
          "og:article:published_time",
          "og:published_time",
          "datepublished",
          "article:published",
          "dcterms.issued",
          "dc.date.issued",
          "dcterms.created",
          "dc.date.created",
          "dcterms.available",
          "sailthru.date",
          "parsely-pub-date",
          "cxenseparse:recs:publishtime",
          "cxenseparse:publishtime",
          "pubdate",
          "publishdate",
          "publish-date",
          "publish_date",
          "publication_date",
          "published_date",
          "published",
          "citation_publication_date",
          "citation_online_date",
          "article_date_original",
          "originalpublicationdate",
          "rnews:datepublished",
          "bt:pubdate",
          "prism.publicationdate",
          "article:published_date",
          "article:publicationdate",
          "article:post_date",
          "article.published",
          "date_published",
          "dateposted",
          "dc.date.publication",
          "dc.issued",
          "displaydate",
          "firstpublishedtime",
          "govuk:first-published-at",
          "mediator_published_time",
          "og:pubdate",
          "og:publish_date",
          "og:regdate",
          "og:release_date",
          "publish_time",
          "published-date",
          "published_time",
          "publisheddate",
          "release_date",
          "shareaholic:article_published_time",
          "vr:published_time");

  private static final List<String> GENERIC_METAS =
      List.of(
          "date",
          "dc.date",
          "dcterms.date",
          "datecreated",
          "uploaddate",
          "created",
          "article.created",
          "dc.created",
          "date_created",
          "creation_date",
          "rc.datecreation");

  private static final String[] MODIFIED_METAS = {
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"
  };

  private DeclaredTimes() {}

  static List<Candidate> find(PageFacts facts, TimeReading times) {
    var found = new ArrayList<Candidate>();
    facts
        .linkedData()
        .published()
        .flatMap(text -> times.read(text, Provenance.JSON_LD))
        .ifPresent(time -> found.add(new Candidate(time, LINKED_DATA)));
    metas(PUBLISHED_METAS, PUBLISHED, facts, times, found);
    metas(GENERIC_METAS, GENERIC, facts, times, found);
    Optional<Instant> modified = modified(facts, times).flatMap(PublicationTime::instant);
    if (modified.isEmpty() || found.stream().noneMatch(c -> isStamp(c.time(), modified.get())))
      return found;
    return found.stream().map(c -> new Candidate(c.time(), c.weight() * STAMPED)).toList();
  }

  private static void metas(
      List<String> names,
      double weight,
      PageFacts facts,
      TimeReading times,
      List<Candidate> found) {
    for (String name : names)
      facts
          .meta(name)
          .flatMap(text -> times.read(text, Provenance.META))
          .ifPresent(time -> found.add(new Candidate(time, weight)));
  }

  /// When the page says it was last changed.
  static Optional<PublicationTime> modified(PageFacts facts, TimeReading times) {
    return facts
        .linkedData()
        .modified()
        .or(() -> facts.meta(MODIFIED_METAS))
        .flatMap(text -> times.read(text, Provenance.META));
  }

  /// What was published in the minutes of its last change may be the stamp of a rebuilt template:
  /// another day that the page shows clearly counts for more.
  private static boolean isStamp(PublicationTime time, Instant modified) {
    return time.instant()
        .filter(at -> Duration.between(at, modified).abs().compareTo(SAME) <= 0)
        .isPresent();
  }
}
