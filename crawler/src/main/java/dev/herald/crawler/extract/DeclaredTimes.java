package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import java.util.ArrayList;
import java.util.List;

/// Publication times that the page's head declares: JSON-LD and meta elements.
final class DeclaredTimes {
  private static final double LINKED_DATA = 1;
  private static final double PUBLISHED = 0.98;
  private static final double GENERIC = 0.55;

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
          "prism.publicationdate");

  private static final List<String> GENERIC_METAS =
      List.of("date", "dc.date", "dcterms.date", "datecreated", "uploaddate", "created");

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
    return found;
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
}
