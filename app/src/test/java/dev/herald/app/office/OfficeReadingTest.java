package dev.herald.app.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.office.Oracle.Entry;
import dev.herald.config.ConfigLoader;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.charset.Decoded;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.HomeSearch;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.language.LanguageDetector;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the crawler's readers make of the press office, one reader at a time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficeReadingTest {
  static final List<String> SITES = Site.loadAll().stream().map(Site::id).toList();
  private static final Instant NOW = Instant.parse("2026-03-05T10:20:30Z");

  private final OfficeClient client = new OfficeClient();
  private PressOffice office;
  private List<Source> sources;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    office =
        PressOffice.start(
            PressOfficeOptions.quiet(folder).withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    for (String site : SITES) office.publish(site, 7);
    PressOfficeConfig.write(folder.resolve("config"), office, java.util.Map.of());
    sources = ConfigLoader.load(folder.resolve("config")).sources();
  }

  @AfterAll
  void stop() throws IOException {
    office.close();
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void itsSourceNamesEveryStatementAndNothingElse(String site) throws IOException {
    Source source = sources.stream().filter(s -> s.id().equals(site)).findFirst().orElseThrow();
    List<Discovery> discoveries = source.discovery();
    if (discoveries.isEmpty()) discoveries = List.of(foundFromHome(source));

    Set<String> found = new HashSet<>();
    for (Discovery discovery : discoveries) found.addAll(urls(discover(source, discovery)));

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            entries(site).stream().map(Entry::url).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void theHomePageAloneLeadsToItsStatements(String site) throws IOException {
    Source source = sources.stream().filter(s -> s.id().equals(site)).findFirst().orElseThrow();

    Set<String> found = urls(discover(source, foundFromHome(source)));

    assertThat(found)
        .isSubsetOf(entries(site).stream().map(Entry::url).toList())
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void everyPrintedTimeIsRead(String site) {
    Site spec = office.room(site).site();
    for (Entry entry : entries(site)) {
      if (entry.printed().isEmpty()) continue;
      var context =
          new TimeContext(List.of(entry.language()), spec.zone(), NOW, Provenance.VISIBLE_TEXT);

      PublicationTime read =
          PrintedTimeReader.read(entry.printed().get(), context).orElse(PublicationTime.UNKNOWN);

      assertThat(read.date()).as(entry.printed().get()).contains(entry.date());
      if (read.instant().isPresent() || !site.equals("tribunal"))
        assertThat(read.instant()).as(entry.printed().get()).isEqualTo(entry.instant());
    }
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void everyPageIsDecodedAndItsLanguageKnown(String site) throws IOException {
    Site spec = office.room(site).site();
    for (Entry entry : entries(site)) {
      OfficeClient.Answer answer = client.get(entry.url());

      Decoded decoded =
          PageDecoder.decode(
              answer.body(), Optional.of(answer.header("content-type")), spec.languages());
      String text =
          entry.latest().paragraphs().stream()
              .map(Oracle.Paragraph::text)
              .collect(Collectors.joining("\n"));

      assertThat(Jsoup.parse(decoded.text()).title())
          .as("%s read as %s (%s)", entry.url(), decoded.charset(), decoded.how())
          .contains(entry.latest().title().replace('\u00a0', ' '));
      assertThat(LanguageDetector.shared().detect(text, List.of(), Optional.empty()))
          .as(entry.url())
          .isEqualTo(entry.language());
    }
  }

  private Discovery foundFromHome(Source source) throws IOException {
    return HomeSearch.find(
            answer(source, source.homepage().orElseThrow()),
            List.of(),
            candidate -> asked(source, candidate))
        .orElseThrow()
        .discovery();
  }

  private Optional<Answer> asked(Source source, Discovery candidate) {
    try {
      return client.get(candidate.url()).status() == 200
          ? Optional.of(answer(source, candidate.url()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<Item> discover(Source source, Discovery discovery) throws IOException {
    Set<Item> items = new LinkedHashSet<>();
    Set<String> asked = new HashSet<>();
    Queue<String> toAsk = new ArrayDeque<>(List.of(discovery.url()));
    while (!toAsk.isEmpty()) {
      String url = toAsk.remove();
      if (!asked.add(url)) continue;
      Listed listed = DiscoveryReader.read(answer(source, url), discovery);
      assertThat(listed.problems()).as(url).isEmpty();
      items.addAll(listed.items());
      listed.more().forEach(more -> toAsk.add(more.toString()));
    }
    return items;
  }

  private Answer answer(Source source, String url) throws IOException {
    OfficeClient.Answer answer = client.get(url);
    return new Answer(
        HttpUrl.get(url),
        answer.body(),
        Optional.of(answer.header("content-type")),
        source.languages(),
        source.zone(),
        NOW);
  }

  private static Set<String> urls(Set<Item> items) {
    return items.stream().map(item -> item.url().toString()).collect(Collectors.toSet());
  }

  private List<Entry> entries(String site) {
    return office.oracle().statements().stream()
        .filter(entry -> entry.institution().equals(site))
        .toList();
  }
}
