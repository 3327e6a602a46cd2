package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.evidence.BundleVerifier;
import dev.herald.crawler.evidence.BundleWriter;
import dev.herald.crawler.evidence.DayRoot;
import dev.herald.crawler.evidence.DayRoots;
import dev.herald.crawler.evidence.TimestampAuthority;
import dev.herald.crawler.evidence.TimestampServer;
import dev.herald.crawler.evidence.Verdict;
import dev.herald.crawler.evidence.Verdict.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import okio.ByteString;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netpreserve.jwarc.WarcReader;

/// Bundles of what real visits archived and published.
class BundleTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final String HOSTILE = "<script>alert(1)</script> & <b>bold</b>";

  @TempDir Path folder;
  @AutoClose private World world;
  private DayRoots roots;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder.resolve("archive"));
    roots = new DayRoots(folder.resolve("roots"), reader(), world.clock);
  }

  @Test
  void aBundleOfEveryRevisionHolds() throws IOException {
    Path bundle = bundle(publishedEditedAndWithdrawn());

    Verdict verdict = new BundleVerifier().verify(bundle);

    assertThat(verdict.checks()).allSatisfy(c -> assertThat(c.holds()).as(c.toString()).isTrue());
    assertThat(verdict.proven()).hasSize(2);
    assertThat(verdict.notProven()).anySatisfy(n -> assertThat(n).contains("no day's root"));
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      assertThat(Files.readString(zip.getPath("diffs/0002.txt")))
          .contains("# Added paragraph\n{+A late addition");
      assertThat(Files.readString(zip.getPath("bodies/0001.bin"))).contains("Report number 1");
      assertThat(Files.readString(zip.getPath("headers/0001.txt")))
          .contains("GET /s/1 HTTP/1.1", "HTTP/1.1 200", "robots: allowed");
      assertThat(Files.readString(zip.getPath("bundle.json"))).contains("CHECK");
      try (WarcReader reader =
          new WarcReader(Files.newInputStream(zip.getPath("exchanges/0001.warc.gz")))) {
        assertThat(reader.records()).hasSize(3);
      }
    }
  }

  @Test
  void theFilesOfAStatementAreInItsBundle() throws IOException {
    world.site.feed("/feed.xml", List.of("/s/1"));
    world.site.html(
        "/s/1",
        Site.page("", "Report number 1 adopted", Site.paragraphs(1))
            .replace(
                "</article>", "<p><a href=\"/files/report.pdf\">The report</a></p></article>"));
    world.site.bytes("/files/report.pdf", "application/pdf", ByteString.encodeUtf8("%PDF-1.7 no"));
    world.visit(FEED);

    Path bundle = bundle(world.kafka.drain());
    Verdict verdict = new BundleVerifier().verify(bundle);

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.checks())
        .extracting(Check::what)
        .contains("revision 1: exchanges/0002.warc.gz: it brought an attachment");
  }

  @Test
  void thePageIsReadableAndHarmless() throws IOException {
    world.site.feed("/feed.xml", List.of("/s/1"));
    world.site.statement(
        "/s/1",
        "Report " + HOSTILE.replace("<", "&lt;"),
        HOSTILE.replace("<", "&lt;") + " was said in the assembly by one of its members today.",
        "The committee adopted the report on the harbour, which names what has to be repaired.");
    world.visit(FEED);

    String html = read(bundle(world.kafka.drain()), "index.html");

    Document page = Jsoup.parse(html);
    assertThat(page.select("script, b, img, iframe, link")).isEmpty();
    assertThat(page.text()).contains(HOSTILE);
    assertThat(html).contains("color-scheme: light dark", "default-src 'none'");
    assertThat(page.select("h1").attr("dir")).isEqualTo("ltr");
  }

  @Test
  void aWordChangedInsideAQuotationIsShownAsSuch() throws IOException {
    world.site.feed("/feed.xml", List.of("/s/1"));
    String spoken = "“We %s what was decided on Monday,” said Leyla Aliyeva, the Speaker.";
    String[] paragraphs = Site.paragraphs(1);
    String title = "Report number 1 adopted";
    world.site.statement("/s/1", title, paragraphs[0], spoken.formatted("regret"), paragraphs[1]);
    world.visit(FEED);
    world.site.statement("/s/1", title, paragraphs[0], spoken.formatted("welcome"), paragraphs[1]);
    world.visitLater(FEED);

    Path bundle = bundle(world.kafka.drain());

    Document page = Jsoup.parse(read(bundle, "index.html"));
    assertThat(page.select("del").text()).endsWith(": regret]").startsWith("[deleted inside");
    assertThat(page.select("ins").text()).endsWith(": welcome]").startsWith("[added inside");
    assertThat(read(bundle, "diffs/0002.txt"))
        .contains("# Changed quote inside a quotation of Leyla Aliyeva")
        .contains("“We [-regret-]{+welcome+} what was decided");
  }

  @Test
  void exchangesOfADayThatIsOverAreProvenUnderItsRoot() throws IOException {
    List<Revision> revisions = publishedEditedAndWithdrawn();
    endDay();

    List<DayRoot> written = roots.writeDue();
    List<DayRoot> again = roots.writeDue();
    Verdict verdict = new BundleVerifier().verify(bundle(revisions));

    assertThat(written).isNotEmpty();
    assertThat(again).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.proven())
        .anySatisfy(line -> assertThat(line).contains(written.get(0).root()));
    assertThat(verdict.notProven()).noneSatisfy(n -> assertThat(n).contains("no day's root"));
  }

  @Test
  void aTimestampedRootSaysSinceWhen() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    endDay();
    roots.writeDue();
    List<LocalDate> stamped;
    List<LocalDate> again;
    try (TimestampServer server = new TimestampServer()) {
      stamped = roots.stampDue(new TimestampAuthority(server.url()));
      again = roots.stampDue(new TimestampAuthority(server.url()));
    }
    Path bundle = bundle(world.kafka.drain());

    Verdict verdict = new BundleVerifier().verify(bundle);
    String stamp = "roots/%s.tsr".formatted(stamped.get(0));
    change(bundle, stamp, BundleTest::flipped);
    Verdict changed = new BundleVerifier().verify(bundle);

    assertThat(again).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.proven())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(TimestampServer.TIME.toString(), "CN=Test Time-stamp Authority"));
    assertThat(changed.checks())
        .filteredOn(check -> !check.holds())
        .extracting(Check::what)
        .contains("the root of %s is time-stamped".formatted(stamped.get(0)));
  }

  @Test
  void anArchiveThatWasChangedGivesNoProof() throws IOException {
    world.site.statements(1);
    world.visit(FEED);
    List<Revision> revisions = world.kafka.drain();
    endDay();
    DayRoot root = roots.writeDue().get(0);
    Path stored = folder.resolve("roots").resolve(root.date() + ".json");
    Files.writeString(
        stored, Files.readString(stored).replace(root.root(), Hashes.sha256(new byte[1])));

    Path file = folder.resolve("bundle.zip");
    List<String> absent;
    try (OutputStream out = Files.newOutputStream(file)) {
      absent = new BundleWriter(reader(), roots, world.clock).write(revisions, out);
    }

    assertThat(absent).anySatisfy(a -> assertThat(a).contains("does not give the root"));
  }

  @Test
  void whateverIsChangedIsFound() throws IOException {
    List<Revision> revisions = publishedEditedAndWithdrawn();
    endDay();
    roots.writeDue();
    Path bundle = bundle(revisions);
    byte[] whole = Files.readAllBytes(bundle);
    List<String> names = new ArrayList<>(names(bundle));
    names.remove("bundle.json");
    assertThat(names).hasSizeGreaterThan(15).anyMatch(name -> name.startsWith("roots/"));

    for (String name : names) {
      Files.write(bundle, whole);
      change(bundle, name, BundleTest::flipped);

      assertThat(new BundleVerifier().verify(bundle).checks())
          .as(name)
          .anySatisfy(check -> assertThat(check.detail()).contains(name + " has SHA-256"));
    }
  }

  private static Set<String> names(Path bundle) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      return zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void anotherAddressInTheManifestIsFound() throws IOException {
    Path bundle = bundle(publishedEditedAndWithdrawn());
    changeManifest(bundle, manifest -> manifest.put("url", "https://press.example/other"));

    assertThat(wrong(bundle)).containsExactly("the manifest names their statement");
  }

  @ParameterizedTest
  @CsvSource({"robots, allowed (no robots.txt)", "status, 203", "fetchedAt, 2026-02-25T15:10:00Z"})
  void whatARevisionTellsOfItsExchangeIsCompared(String field, String value) throws IOException {
    List<Revision> revisions =
        publishedEditedAndWithdrawn().stream().map(r -> forged(r, field, value)).toList();

    assertThat(wrong(bundle(revisions)))
        .hasSize(3)
        .allSatisfy(what -> assertThat(what).endsWith("as the revision tells"));
  }

  @Test
  void anotherExchangeInPlaceOfTheOriginalIsFound() throws IOException {
    world.site.feed("/feed.xml", List.of("/s/1"));
    for (int text : List.of(1, 2, 1)) {
      world.site.statement("/s/1", "Report number 1 adopted", Site.paragraphs(text));
      world.visitLater(FEED);
    }
    Path bundle = bundle(world.kafka.drain());
    assertThat(new BundleVerifier().verify(bundle).holds()).isTrue();
    String original = role(bundle, 2, "ORIGINAL");
    byte[] other;
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      other = Files.readAllBytes(zip.getPath(role(bundle, 1, "EVIDENCE")));
    }

    change(bundle, original, _ -> other);
    changeManifest(
        bundle,
        manifest -> ((ObjectNode) manifest.get("files")).put(original, Hashes.sha256(other)));

    assertThat(wrong(bundle)).contains("revision 3: %s: it holds those bytes".formatted(original));
  }

  /// The file of a revision's exchange.
  private static String role(Path bundle, int revision, String role) throws IOException {
    for (JsonNode exchange :
        tree(read(bundle, "bundle.json").getBytes(StandardCharsets.UTF_8))
            .at("/revisions/%d/exchanges".formatted(revision)))
      if (exchange.get("role").asText().equals(role)) return exchange.get("file").asText();
    throw new AssertionError(role);
  }

  @Test
  void bytesThatAreNotTheEvidencesAreNotPassedOff() throws IOException {
    List<Revision> revisions =
        publishedEditedAndWithdrawn().stream()
            .map(r -> forged(r, "sha256", Hashes.sha256(new byte[1])))
            .toList();
    Path file = folder.resolve("bundle.zip");

    List<String> absent;
    try (OutputStream out = Files.newOutputStream(file)) {
      absent = new BundleWriter(reader(), roots, world.clock).write(revisions, out);
    }

    assertThat(absent)
        .contains("revision 1: the bytes in this archive are not those it names")
        .hasSize(3);
    assertThat(names(file)).noneMatch(name -> name.startsWith("bodies/"));
  }

  @Test
  void aRecordThatRottedTakesNoOtherWithIt() throws IOException {
    List<Revision> revisions = publishedEditedAndWithdrawn();
    long offset = revisions.getFirst().statement().evidence().warcOffset();
    Path warc =
        folder
            .resolve("archive")
            .resolve(revisions.getFirst().statement().evidence().warcFile().orElseThrow());
    try (RandomAccessFile bytes = new RandomAccessFile(warc.toFile(), "rw")) {
      bytes.seek(offset + 200);
      bytes.write(new byte[40]);
    }
    Path file = folder.resolve("bundle.zip");

    List<String> absent;
    try (OutputStream out = Files.newOutputStream(file)) {
      absent = new BundleWriter(reader(), roots, world.clock).write(revisions, out);
    }

    assertThat(absent).anySatisfy(a -> assertThat(a).contains("the records cannot be read"));
    assertThat(new BundleVerifier().verify(file).holds()).isTrue();
    assertThat(names(file)).contains("bodies/0002.bin").doesNotContain("bodies/0001.bin");
  }

  @ParameterizedTest
  @CsvSource({
    "../index.html, no file of a bundle has the name ../index.html",
    "/etc/passwd, no file of a bundle has the name /etc/passwd",
    "bodies\\..\\x, no file of a bundle has the name",
    "bodies/, no file of a bundle has the name bodies/",
    "bundle_json, the file bundle.json is there twice",
    "bodies/0001.bin, the file bodies/0001.bin is over the limit of 83886080 bytes"
  })
  void whatNoBundleHoldsIsRefusedBeforeItIsRead(String name, String reason) throws IOException {
    Path file = folder.resolve("hostile.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("bundle.json"));
      zip.putNextEntry(new ZipEntry(name));
      if (name.endsWith("1.bin")) for (int i = 0; i < 81; i++) zip.write(new byte[1 << 20]);
    }
    // The JDK writes no name twice.
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file, bytes.replace("bundle_json", "bundle.json"), StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> new BundleVerifier().verify(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("is no bundle: ")
        .hasMessageContaining(reason);
  }

  @Test
  void aBundleOfALaterHeraldIsNotJudged() throws IOException {
    Path bundle = bundle(publishedEditedAndWithdrawn());
    changeManifest(
        bundle, manifest -> manifest.put("format", "herald-evidence/2").remove("revisions"));

    assertThatThrownBy(() -> new BundleVerifier().verify(bundle))
        .hasMessage(
            "is no bundle that can be checked: its format is 'herald-evidence/2', and this Herald reads herald-evidence/1");
  }

  @Test
  void aBundleThatIsCutOffIsRefused() throws IOException {
    Path bundle = bundle(publishedEditedAndWithdrawn());
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(whole, whole.length - 30));

    assertThatThrownBy(() -> new BundleVerifier().verify(bundle))
        .hasMessageStartingWith("is no bundle: ");
  }

  private static List<String> wrong(Path bundle) throws IOException {
    return new BundleVerifier()
        .verify(bundle).checks().stream().filter(check -> !check.holds()).map(Check::what).toList();
  }

  private static void changeManifest(Path bundle, Consumer<ObjectNode> change) throws IOException {
    change(
        bundle,
        "bundle.json",
        bytes -> {
          ObjectNode manifest = tree(bytes);
          change.accept(manifest);
          return manifest.toString().getBytes(StandardCharsets.UTF_8);
        });
  }

  /// A revision that tells something else of its evidence.
  private static Revision forged(Revision revision, String field, String value) {
    ObjectNode tree = tree(MessageCodec.write(revision));
    ObjectNode evidence = (ObjectNode) tree.at("/statement/evidence");
    if (field.equals("status")) evidence.put(field, Integer.parseInt(value));
    else evidence.put(field, value);
    try {
      return MessageCodec.read(tree.toString().getBytes(StandardCharsets.UTF_8), Revision.class);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aChangeThatIsCarriedIntoTheManifestIsFoundToo() throws IOException {
    Path bundle = bundle(publishedEditedAndWithdrawn());
    change(bundle, "bodies/0001.bin", BundleTest::flipped);
    byte[] body;
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      body = Files.readAllBytes(zip.getPath("bodies/0001.bin"));
    }
    changeManifest(
        bundle,
        manifest ->
            ((ObjectNode) manifest.get("files")).put("bodies/0001.bin", Hashes.sha256(body)));

    Verdict verdict = new BundleVerifier().verify(bundle);

    assertThat(verdict.checks())
        .filteredOn(check -> !check.holds())
        .extracting(Check::what)
        .containsExactly("revision 1: the raw bytes are those it names");
    assertThat(verdict.proven()).isEmpty();
  }

  private List<Revision> publishedEditedAndWithdrawn() {
    world.site.statements(2);
    world.visit(FEED);
    String[] paragraphs = Site.paragraphs(1);
    world.site.statement(
        "/s/1",
        "Report number 1 adopted",
        paragraphs[0],
        paragraphs[1],
        paragraphs[2],
        "A late addition to the report was read out by the speaker of the house.");
    world.visitLater(FEED);
    world.site.status("/s/1", 404);
    for (int i = 0; i < 4; i++) {
      world.clock.advance(World.SPACING);
      world.visitLater(FEED);
    }
    List<Revision> revisions =
        world.kafka.drain().stream().filter(r -> r.statement().url().endsWith("/s/1")).toList();
    assertThat(revisions)
        .extracting(Revision::cause)
        .containsExactly(Cause.PUBLISHED, Cause.EDITED, Cause.WITHDRAWN);
    return revisions;
  }

  private void endDay() throws IOException {
    world.clock.advance(Duration.ofDays(1));
    world.archive.endDay();
  }

  private Path bundle(List<Revision> revisions) throws IOException {
    Path file = folder.resolve("bundle.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      assertThat(new BundleWriter(reader(), roots, world.clock).write(revisions, out)).isEmpty();
    }
    return file;
  }

  private ArchiveReader reader() {
    return new ArchiveReader(folder.resolve("archive"));
  }

  private static String read(Path bundle, String name) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      return Files.readString(zip.getPath(name));
    }
  }

  private static void change(Path bundle, String name, UnaryOperator<byte[]> change)
      throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      Path file = zip.getPath(name);
      Files.write(file, change.apply(Files.readAllBytes(file)));
    }
  }

  private static byte[] flipped(byte[] bytes) {
    if (bytes.length == 0) return new byte[1];
    byte[] changed = bytes.clone();
    changed[changed.length / 2] ^= 1;
    return changed;
  }

  private static ObjectNode tree(byte[] json) {
    try {
      return (ObjectNode) MessageCodec.mapper().readTree(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
