package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.archive.WarcArchive.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitorTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void everythingListedIsPublishedOnce() {
    world.site.statements(4);

    CrawlReport first = world.visit(FEED);
    CrawlReport second = world.visitLater(FEED);

    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.counts().listed()).isEqualTo(4);
    assertThat(first.counts().published()).isEqualTo(4);
    assertThat(world.kafka.revisions)
        .extracting(Revision::cause, revision -> revision.statement().url())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Cause.PUBLISHED, Site.url("/s/1")),
            org.assertj.core.groups.Tuple.tuple(Cause.PUBLISHED, Site.url("/s/2")),
            org.assertj.core.groups.Tuple.tuple(Cause.PUBLISHED, Site.url("/s/3")),
            org.assertj.core.groups.Tuple.tuple(Cause.PUBLISHED, Site.url("/s/4")));
    assertThat(second.counts().published()).isZero();
    assertThat(second.counts().notModified()).isEqualTo(5);
  }

  @Test
  void theRepeatedFooterIsBoilerplateFromTheFirstVisitOn() {
    world.site.statements(4);

    world.visit(FEED);

    assertThat(world.kafka.revisions)
        .allSatisfy(
            revision -> {
              assertThat(revision.statement().text()).contains("adopted the report on the");
              assertThat(revision.statement().text()).doesNotContain("has sat since 1911");
              assertThat(revision.statement().text(Zone.BOILERPLATE::equals))
                  .contains("has sat since 1911");
            });
  }

  @Test
  void evidenceReadsBackAsTheBytesThatWereServed() throws IOException {
    world.site.statements(1);

    world.visit(FEED);

    var evidence = world.kafka.revisions.get(0).statement().evidence();
    ByteString body =
        world
            .archive
            .read(new Location(evidence.warcFile().orElseThrow(), evidence.warcOffset()))
            .orElseThrow();
    assertThat(Hashes.sha256(body.toByteArray())).isEqualTo(evidence.sha256());
    assertThat(body.utf8()).contains("Report number 1 adopted");
    assertThat(evidence.robots()).isNotBlank();
  }

  @Test
  void whatWasNotAcknowledgedIsPublishedByTheNextVisit() {
    world.site.statements(3);
    world.kafka.mood = RecordingPublisher.Mood.DOWN;

    CrawlReport down = world.visit(FEED);
    world.kafka.mood = RecordingPublisher.Mood.WELL;
    world.visitLater(FEED);

    assertThat(down.counts().published()).isZero();
    assertThat(down.failures()).extracting(CrawlReport.Failure::stage).containsExactly("publish");
    assertThat(world.kafka.revisions).hasSize(3);
  }

  @Test
  void aLostAcknowledgementRepeatsTheSameRevisions() {
    world.site.statements(3);
    world.kafka.mood = RecordingPublisher.Mood.ACKNOWLEDGEMENT_LOST;
    world.visit(FEED);
    List<Revision> lost = world.kafka.drain();
    world.kafka.mood = RecordingPublisher.Mood.WELL;

    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::revisionId)
        .containsExactlyInAnyOrderElementsOf(lost.stream().map(Revision::revisionId).toList());
  }

  @Test
  void aSilentEditIsARevisionOfTheSameStatement() {
    world.site.statements(4);
    world.visit(FEED);
    Revision before = revisionOf("/s/2");
    world.kafka.drain();
    world.site.statement("/s/2", "Report number 2 rejected", Site.paragraphs(2));

    world.visitLater(FEED);

    Revision edit = world.kafka.drain().get(0);
    assertThat(edit.cause()).isEqualTo(Cause.EDITED);
    assertThat(edit.statementId()).isEqualTo(before.statementId());
    assertThat(edit.number()).isEqualTo(2);
    assertThat(edit.version()).isGreaterThan(before.version());
    assertThat(edit.statement().title()).isEqualTo("Report number 2 rejected");
  }

  @Test
  void aPageThatOnlyLaysItsTextOutAnewIsNotEdited() {
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
    world.site.html(
        "/s/2",
        Site.page("<!-- 7 -->", "Report number 2 adopted", Site.paragraphs(2))
            .replace("<p>", "<p class=x>\n ")
            .replace("said the", "said\u00a0the"));

    CrawlReport report = world.visitLater(FEED);

    assertThat(report.counts().fetched()).isEqualTo(1);
    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aFooterLearnedLaterLeavesTheTextAsReextracted() {
    world.site.statements(1);
    world.visit(FEED);
    assertThat(world.kafka.drain().get(0).statement().text()).contains("has sat since 1911");
    world.site.statements(4);

    world.visitLater(FEED);

    Revision again =
        world.kafka.revisions.stream()
            .filter(revision -> revision.number() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(again.cause()).isEqualTo(Cause.REEXTRACTED);
    assertThat(again.statement().url()).isEqualTo(Site.url("/s/1"));
    assertThat(again.statement().text()).doesNotContain("has sat since 1911");
  }

  @Test
  void aMovedStatementKeepsItsId() {
    world.site.statements(3);
    world.visit(FEED);
    String id = revisionOf("/s/3").statementId();
    world.kafka.drain();
    world.site.statement("/archive/3", "Report number 3 adopted", Site.paragraphs(3));
    world.site.redirect("/s/3", "/archive/3");

    world.visitLater(FEED);
    List<Revision> moved = world.kafka.drain();
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/archive/3"));
    world.visitLater(FEED);

    assertThat(moved).extracting(Revision::cause).containsExactly(Cause.MOVED);
    assertThat(moved.get(0).statementId()).isEqualTo(id);
    assertThat(moved.get(0).statement().url()).isEqualTo(Site.url("/archive/3"));
    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aVisitThatWasCutOffIsPublishedAgainAsItWasWhateverThePagesSayByThen() {
    world.site.statements(3);
    world.kafka.mood = RecordingPublisher.Mood.ACKNOWLEDGEMENT_LOST;
    world.visit(FEED);
    List<Revision> first = world.kafka.drain();
    world.kafka.mood = RecordingPublisher.Mood.WELL;
    world.site.statement("/s/1", "Report number 1 rejected", Site.paragraphs(5));

    world.visit(FEED);
    List<Revision> again = world.kafka.drain();
    world.visitLater(FEED);

    assertThat(first).hasSize(3);
    assertThat(again).isEqualTo(first);
    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
    assertThat(world.kafka.revisions).extracting(Revision::number).containsExactly(2);
  }

  @Test
  void oneCanonicalLinkOnAllPagesLosesNoStatement() {
    String head = "<link rel=\"canonical\" href=\"%s\">".formatted(Site.url("/news"));
    world.site.statements(3);
    for (int n = 1; n <= 3; n++)
      world.site.html("/s/" + n, Site.page(head, "Report number " + n, Site.paragraphs(n)));

    world.visit(FEED);

    assertThat(world.kafka.revisions).hasSize(3);
    assertThat(world.kafka.revisions.stream().map(Revision::statementId).distinct()).hasSize(3);
  }

  @Test
  void aPrintViewIsNotAStatementOfItsOwn() {
    world.site.statements(2);
    String head = "<link rel=\"canonical\" href=\"%s\">".formatted(Site.url("/s/1"));
    world.site.html("/print/1", Site.page(head, "Report number 1 adopted", Site.paragraphs(1)));
    world.site.feed("/feed.xml", List.of("/s/1", "/print/1", "/s/2"));

    world.visit(FEED);
    CrawlReport again = world.visitLater(FEED);

    assertThat(world.kafka.revisions).hasSize(2);
    assertThat(again.counts().requests()).isEqualTo(3);
  }

  @Test
  void aPageThatCannotBeReadFailsAloneWithItsReason() {
    world.site.statements(3);
    byte[] garbage = new byte[4096];
    new java.util.Random(7).nextBytes(garbage);
    world.site.bytes("/s/2", "text/html", ByteString.of(garbage));

    CrawlReport report = world.visit(FEED);

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.counts().published()).isEqualTo(2);
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().get(0).stage()).isEqualTo("extract");
    assertThat(report.failures().get(0).url()).isEqualTo(Site.url("/s/2"));
  }

  @Test
  void oldStatementsOfANewSourceAreBackfilled() {
    world.site.statements(2);
    world.site.html(
        "/s/2",
        Site.page("", "Report number 2 adopted", Site.paragraphs(2))
            .replace("2026-02-26", "2024-02-26")
            .replace("26 February 2026", "26 February 2024"));

    world.visit(FEED);

    assertThat(revisionOf("/s/1").cause()).isEqualTo(Cause.PUBLISHED);
    assertThat(revisionOf("/s/2").cause()).isEqualTo(Cause.BACKFILLED);
  }

  @Test
  void childSitemapsAreAskedThoughTheirIndexDidNotChange() {
    world.site.statements(3);
    world.site.xml(
        "/sitemap.xml",
        "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>%s</loc></sitemap></sitemapindex>"
            .formatted(Site.url("/news.xml")));
    world.site.sitemap("/news.xml", "/s/1");
    Source source = World.source(Kind.SITEMAP, "/sitemap.xml");
    world.visit(source);
    world.site.sitemap("/news.xml", "/s/1", "/s/2", "/s/3");

    world.visitLater(source);

    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().url())
        .contains(Site.url("/s/2"), Site.url("/s/3"));
  }

  @Test
  void aListingPageThatFailedIsAskedAgainThoughNothingIsNewBeforeIt() {
    world.site.statements(6);
    world.site.html("/news", listing("/news?page=2", 5, 6));
    world.site.status("/news?page=2", 500);
    Source source = World.source(Kind.LISTING, "/news");
    world.visit(source);
    world.site.html("/news?page=2", listing("", 1, 2, 3, 4));
    world.clock.advance(Duration.ofHours(2));

    world.visit(source);
    int requests = world.site.requests.size();
    world.visitLater(source);

    assertThat(world.kafka.revisions.stream().map(Revision::statementId).distinct()).hasSize(6);
    assertThat(world.site.requests.subList(requests, world.site.requests.size()))
        .contains("304 /news")
        .doesNotContain("200 /news?page=2", "304 /news?page=2");
  }

  @Test
  void aHomePageIsEnough() {
    world.site.statements(3);
    world.site.html(
        "/",
        "<html><head><link rel=alternate type=application/rss+xml href=feed.xml></head></html>");

    CrawlReport report = world.visit(World.source(Optional.of(Site.url("/")), List.of()));

    assertThat(report.outcome()).isEqualTo(Outcome.OK);
    assertThat(world.kafka.revisions).hasSize(3);
  }

  @Test
  void soIsAHomePageWhoseRobotsNamesASitemap() {
    world.site.statements(3);
    world.site.html("/", "<html><body><p>Welcome to the Assembly.</p></body></html>");
    world.site.bytes(
        "/robots.txt",
        "text/plain",
        ByteString.encodeUtf8("User-agent: *\nDisallow:\nSitemap: /maps/7.xml\n"));
    world.site.xml(
        "/maps/7.xml",
        "<urlset><url><loc>/s/1</loc></url><url><loc>/s/2</loc></url><url><loc>/s/3</loc></url></urlset>");

    CrawlReport report = world.visit(World.source(Optional.of(Site.url("/")), List.of()));

    assertThat(report.outcome()).isEqualTo(Outcome.OK);
    assertThat(world.kafka.revisions).hasSize(3);
  }

  @Test
  void aListingIsNoStatementWhateverLinksToIt() {
    world.site.statements(6);
    String tabs =
        "<div class=tabs><a href=/about>About</a><a href=/releases>All releases of the press"
            + " office</a></div>";
    world.site.html("/releases", "<body>" + tabs + dated(6, 5, 4, 3, 2, 1));
    world.site.html("/news?page=2", "<body>" + tabs + dated(1));
    world.site.html(
        "/news", "<body>" + tabs + dated(6, 5, 4, 3, 2) + "<a rel=next href='/news?page=2'>2</a>");
    Source source = World.source(Kind.LISTING, "/news");

    CrawlReport report = world.visit(source);

    assertThat(report.counts().published()).isEqualTo(6);
    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().url())
        .allMatch(url -> url.startsWith(Site.url("/s/")));
  }

  @Test
  void aListingThatAFeedNamesIsNoStatement() {
    world.site.statements(6);
    world.site.html("/releases", "<body><h1>All releases</h1>" + dated(6, 5, 4, 3, 2, 1));
    world.site.feed("/feed.xml", List.of("/s/1", "/releases", "/s/2"));

    CrawlReport report = world.visit(FEED);

    assertThat(report.counts().published()).isEqualTo(2);
    assertThat(report.failures())
        .extracting(CrawlReport.Failure::reason)
        .containsExactly("the page lists statements and has no text of its own");
  }

  @Test
  void whatASitemapSaysHasChangedIsLookedAtNow() {
    world.site.statements(3);
    world.site.sitemap("/sitemap.xml", "/s/1", "/s/2", "/s/3");
    Source source = World.source(Kind.SITEMAP, "/sitemap.xml");
    world.visit(source);
    world.kafka.drain();
    world.clock.advance(Duration.ofMinutes(2));
    world.site.statement("/s/2", "Report number 2 rejected", Site.paragraphs(2));
    world.visit(source);
    assertThat(world.kafka.revisions).isEmpty();
    world.site.xml(
        "/sitemap.xml",
        "<urlset><url><loc>%s</loc><lastmod>%s</lastmod></url></urlset>"
            .formatted(Site.url("/s/2"), world.clock.instant().minusSeconds(60)));

    world.visit(source);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
  }

  @Test
  void aFeedThatNamesNothingKnownAnyMoreMayHaveLostSome() {
    world.site.statements(12);
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/s/3"));
    world.visit(FEED);
    world.site.feed("/feed.xml", List.of("/s/4", "/s/5", "/s/6"));
    CrawlReport followsOn = world.visitLater(FEED);
    world.site.feed("/feed.xml", List.of("/s/12", "/s/11", "/s/10"));

    CrawlReport burst = world.visitLater(FEED);

    assertThat(followsOn.failures()).isEmpty();
    assertThat(burst.failures())
        .extracting(CrawlReport.Failure::reason)
        .contains(
            "all 3 items are new, others may have slipped past since the last visit;"
                + " visit more often (numbers 7 to 9 were never listed)");
  }

  @Test
  void whatThePublisherAsksOfRobotsIsKeptWithTheEvidence() {
    world.site.statements(1);
    world.site.header("/s/1", "X-Robots-Tag", "noarchive, unavailable_after: 2030-01-01");

    world.visit(FEED);

    Evidence evidence = world.kafka.revisions.getFirst().statement().evidence();
    assertThat(evidence.headers())
        .containsEntry("x-robots-tag", "noarchive, unavailable_after: 2030-01-01");
    assertThat(evidence.robots())
        .isEqualTo(
            "allowed (no robots.txt: HTTP 404);"
                + " X-Robots-Tag: noarchive, unavailable_after: 2030-01-01");
  }

  private static String dated(int... numbers) {
    StringBuilder rows = new StringBuilder("<ul class=num>");
    for (int n : numbers)
      rows.append(
          "<li><a href=\"/s/%d\">Report number %d adopted by the committee</a> <span>%d February 2026</span></li>"
              .formatted(n, n, n));
    return rows.append("</ul>").toString();
  }

  private Revision revisionOf(String path) {
    return world.kafka.revisions.stream()
        .filter(revision -> revision.statement().url().equals(Site.url(path)))
        .findFirst()
        .orElseThrow();
  }

  private static String listing(String next, int... numbers) {
    StringBuilder links = new StringBuilder("<html><body><main><ul class=list>");
    for (int n : numbers)
      links.append(
          "<li><a href=\"/s/%d\">Report number %d adopted by the committee</a></li>"
              .formatted(n, n));
    links.append("</ul>");
    if (!next.isEmpty()) links.append("<a rel=next href=\"%s\">Next</a>".formatted(next));
    return links.append("</main></body></html>").toString();
  }

  @Test
  void aTextTooLongForAMessageFailsAloneWithItsReason() {
    world.site.statements(3);
    world.site.statement(
        "/s/2", "The whole budget", "One line of the budget and no more. ".repeat(50_000));

    CrawlReport report = world.visit(FEED);

    assertThat(report.counts().published()).isEqualTo(2);
    assertThat(report.failures())
        .extracting(CrawlReport.Failure::reason)
        .singleElement()
        .asString()
        .matches("its text has 1,80\\d,\\d{3} characters, over the limit of 1,500,000");
  }
}
