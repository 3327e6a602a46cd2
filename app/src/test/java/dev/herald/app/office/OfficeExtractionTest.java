package dev.herald.app.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.office.OfficeClient.Answer;
import dev.herald.app.office.Oracle.Entry;
import dev.herald.config.language.Languages;
import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.BoilerplateLearner;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The general extractor, without selectors, over every page of every institution.
///
/// Each institution prints one line: shares of pages whose title, time and language are right, of
/// paragraphs and quotations found, of body blocks that do not belong there, and of signatures and
/// footers told apart once the site is known.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficeExtractionTest {
  static final List<String> SITES = Site.loadAll().stream().map(Site::id).toList();
  private static final Instant NOW = Instant.parse("2026-03-05T10:20:30Z");

  private final OfficeClient client = new OfficeClient();
  private final GeneralExtractor extractor = new GeneralExtractor();
  private PressOffice office;

  private record Read(Entry entry, Extracted statement) {}

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    office =
        PressOffice.start(
            PressOfficeOptions.quiet(folder).withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    for (String site : SITES) office.publish(site, 5);
  }

  @AfterAll
  void stop() throws IOException {
    office.close();
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void aSitesPagesReadAsTheOracleSays(String site) throws IOException {
    List<Read> first = read(site, Boilerplate.NONE);
    List<Read> reads = read(site, learn(first));

    var score = new Score(site);
    reads.forEach(score::add);
    System.out.println(score);

    assertThat(score.share("title")).as("titles: %s", score.misses).isEqualTo(1);
    assertThat(score.share("body")).as("body: %s", score.misses).isEqualTo(1);
    assertThat(score.share("time")).as("times: %s", score.misses).isEqualTo(1);
    assertThat(score.share("language")).as("languages: %s", score.misses).isEqualTo(1);
    assertThat(score.share("footer")).as("footers: %s", score.misses).isEqualTo(1);
    assertThat(score.share("clean")).as("no strangers: %s", score.misses).isGreaterThan(0.7);
    assertThat(score.share("quotes")).as("quotations: %s", score.misses).isGreaterThan(0.8);
  }

  private List<Read> read(String siteId, Boilerplate boilerplate) throws IOException {
    Site site = office.room(siteId).site();
    var hints =
        new Hints(
            site.languages(),
            Optional.of(site.zone()),
            Selectors.NONE,
            boilerplate,
            Optional.empty(),
            PublicationTime.UNKNOWN);
    List<Read> reads = new ArrayList<>();
    for (Entry entry : office.oracle().statements()) {
      if (!entry.institution().equals(siteId)) continue;
      Answer answer = client.get(entry.url());
      var page =
          new PageContent(
              answer.body(),
              Optional.of(entry.url()),
              Optional.of(answer.header("content-type")),
              NOW);
      switch (extractor.extract(page, hints)) {
        case Extracted statement -> reads.add(new Read(entry, statement));
        case ExtractResult.NoStatement none ->
            throw new AssertionError(entry.url() + ": " + none.reason());
      }
    }
    return reads;
  }

  private static Boilerplate learn(List<Read> reads) {
    Boilerplate known = Boilerplate.NONE;
    for (Read read : reads) known = BoilerplateLearner.observe(known, read.statement().blocks());
    return known;
  }

  /// Hits and tries by what is scored.
  private static final class Score {
    final List<String> misses = new ArrayList<>();
    private final String site;
    private final Map<String, int[]> counts = new HashMap<>();

    Score(String site) {
      this.site = site;
    }

    double share(String what) {
      int[] count = counts.getOrDefault(what, new int[] {0, 0});
      return count[1] == 0 ? 1 : (double) count[0] / count[1];
    }

    void add(Read read) {
      Entry entry = read.entry();
      Extracted statement = read.statement();
      check("title", clean(statement.title()), clean(entry.latest().title()), entry);
      String language = Languages.primary(statement.language());
      check("language", language, entry.language(), entry);
      check("time", time(statement.published()), time(entry), entry);
      blocks(entry, statement.blocks());
      quotations(entry, statement.blocks());
      entry.signature().ifPresent(text -> zone("signature", text, Zone.SIGNATURE, read));
      if (onThePage(read))
        entry.about().ifPresent(text -> zone("footer", text, Zone.BOILERPLATE, read));
    }

    // A footer that the extractor leaves out altogether is as good as one that it zones.
    private static boolean onThePage(Read read) {
      String about = clean(read.entry().about().orElse(""));
      return read.statement().blocks().stream()
          .anyMatch(block -> clean(block.text()).contains(about));
    }

    private void blocks(Entry entry, List<Block> blocks) {
      List<String> body =
          blocks.stream()
              .filter(block -> block.zone().isBody())
              .flatMap(block -> block.text().lines())
              .map(OfficeExtractionTest::clean)
              .toList();
      Set<String> wanted = new HashSet<>();
      entry.latest().paragraphs().forEach(paragraph -> wanted.add(clean(paragraph.text())));
      for (String paragraph : wanted)
        check("body", body.contains(paragraph) ? paragraph : "", paragraph, entry);
      for (String block : body)
        check("clean", block, wanted.contains(block) ? block : "nothing", entry);
    }

    private void quotations(Entry entry, List<Block> blocks) {
      Map<String, String> found = new HashMap<>();
      for (Block block : blocks)
        for (var quotation : block.quotations())
          found.put(
              words(block.text().substring(quotation.start(), quotation.end())),
              quotation.speaker().orElse("nobody"));
      for (var paragraph : entry.latest().paragraphs())
        for (var quotation : paragraph.quotations()) {
          String wanted = words(paragraph.text().substring(quotation.start(), quotation.end()));
          check("quotes", found.containsKey(wanted) ? wanted : "", wanted, entry);
          String speaker = quotation.speaker().orElse("");
          String said = found.getOrDefault(wanted, "nobody");
          if (!speaker.isEmpty())
            check("speakers", said.contains(speaker) ? speaker : said, speaker, entry);
        }
    }

    private void zone(String what, String text, Zone zone, Read read) {
      String found =
          read.statement().blocks().stream()
              .filter(block -> block.zone() == zone)
              .map(block -> clean(block.text()))
              .collect(Collectors.joining(" "));
      check(what, found.contains(clean(text)) ? clean(text) : found, clean(text), read.entry());
    }

    private void check(String what, String found, String wanted, Entry entry) {
      int[] count = counts.computeIfAbsent(what, _ -> new int[2]);
      count[1]++;
      if (found.equals(wanted)) count[0]++;
      else if (misses.size() < 40)
        misses.add("\n%s %s: '%s', not '%s'".formatted(what, entry.url(), found, wanted));
    }

    @Override
    public String toString() {
      return counts.keySet().stream()
          .sorted()
          .map(what -> "%s %.3f".formatted(what, share(what)))
          .collect(Collectors.joining(" · ", site + ": ", ""));
    }
  }

  private static String time(PublicationTime time) {
    return time.instant()
        .map(Instant::toString)
        .orElseGet(() -> time.date().map(Object::toString).orElse("unknown"));
  }

  private static String time(Entry entry) {
    return entry.instant().map(Instant::toString).orElse(entry.date().toString());
  }

  private static String words(String text) {
    return text.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
  }

  private static String clean(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ').replaceAll("\\s+", " ").strip();
  }
}
