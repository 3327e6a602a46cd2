package dev.herald.config.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.config.difference.RevisionDiff.Kind;
import dev.herald.config.difference.RevisionDiff.Row;
import dev.herald.config.difference.Run.Change;
import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionDiffTest {

  @Test
  void oneChangedWordIsOneDeletionAndOneInsertion() {
    RevisionDiff diff = diff("en", "The rate is 5 per cent.", "The rate is 7 per cent.");

    assertThat(diff.changes()).isEqualTo(1);
    assertThat(changed(diff).runs())
        .containsExactly(
            Run.of(Change.KEPT, "The rate is "),
            Run.of(Change.DELETED, "5"),
            Run.of(Change.INSERTED, "7"),
            Run.of(Change.KEPT, " per cent."));
  }

  @Test
  void aRewrittenPhraseReadsAsOneReplacement() {
    RevisionDiff diff = diff("en", "We deeply regret this.", "We strongly welcome this.");

    assertThat(changed(diff).runs())
        .contains(
            Run.of(Change.DELETED, "deeply regret"), Run.of(Change.INSERTED, "strongly welcome"));
  }

  @Test
  void chineseIsComparedByWordsAlthoughNothingPartsThem() {
    RevisionDiff diff = diff("zh", "中国人民银行今天发布公告", "中国人民银行昨天发布公告");

    assertThat(changed(diff).runs()).contains(Run.of(Change.KEPT, "中国人民银行"));
  }

  @Test
  void aParagraphPutInFrontDoesNotDisturbTheOthers() {
    var before = statement("T", "en", "First paragraph here.", "Second paragraph there.");
    var after =
        statement(
            "T", "en", "Quite new words.", "First paragraph here.", "Second paragraph there, now.");

    RevisionDiff diff = between(before, after);

    assertThat(diff.rows().stream().map(Row::kind))
        .containsExactly(Kind.SAME, Kind.SAME, Kind.ADDED, Kind.SAME, Kind.CHANGED);
  }

  @Test
  void aChangedTitleIsSaidToReadersWhoSeeNoColours() {
    RevisionDiff diff =
        between(statement("Old title", "en", "x"), statement("New title", "en", "x"));

    assertThat(diff.rows().getFirst().label()).isEqualTo("Changed title");
  }

  @Test
  void aWordChangedInsideAQuotationIsSaidToBe() {
    RevisionDiff diff =
        between(
            statement(
                "T", "en", List.of(said("It said ", "“We regret it.”", "Mrs X", " On Monday."))),
            statement(
                "T", "en", List.of(said("It said ", "“We welcome it.”", "Mrs X", " Today."))));

    Row row = changed(diff);
    assertThat(row.label()).isEqualTo("Changed paragraph");
    assertThat(row.quotationLabel()).isEqualTo("inside a quotation of Mrs X");
    assertThat(row.runs())
        .filteredOn(run -> run.change() != Change.KEPT)
        .extracting(Run::text, Run::label)
        .containsExactly(
            tuple("regret", "deleted inside a quotation of Mrs X"),
            tuple("welcome", "added inside a quotation of Mrs X"),
            tuple("On Monday", "deleted"),
            tuple("Today", "added"));
  }

  @Test
  void aRunThatCrossesTheQuoteMarksIsCutThere() {
    RevisionDiff diff =
        between(
            statement("T", "en", List.of(said("He said ", "“no”", "Mr Y", "."))),
            statement("T", "en", "He kept silent."));

    assertThat(changed(diff).runs())
        .filteredOn(Run::isDeleted)
        .extracting(Run::text, run -> run.quotation().isPresent())
        .containsExactly(tuple("said ", false), tuple("“no”", true));
  }

  @Test
  void aBlockOfWordsGivenVerbatimIsAQuotationOfNobodyNamed() {
    RevisionDiff diff =
        between(
            statement("T", "en", List.of(Block.of(Zone.QUOTE, "We regret it."))),
            statement("T", "en", List.of(Block.of(Zone.QUOTE, "We welcome it."))));

    assertThat(changed(diff).quotationLabel()).isEqualTo("inside a quotation");
  }

  @Test
  void aParagraphThatReadsTheSameIsNoChangeThoughItsSpeakerIsKnownNow() {
    RevisionDiff diff =
        between(
            statement("T", "en", "It said “We regret it.”"),
            statement("T", "en", List.of(said("It said ", "“We regret it.”", "Mrs X", ""))));

    assertThat(diff.changes()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keptAndInsertedTextIsTheNewRevisionAndKeptAndDeletedTheOld(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String[] old = paragraphs(random);
    String[] now = paragraphs(random);

    RevisionDiff diff = between(statement("T", "en", old), statement("T", "en", now));

    assertThat(text(diff, Change.DELETED)).isEqualTo(String.join("", old));
    assertThat(text(diff, Change.INSERTED)).isEqualTo(String.join("", now));
  }

  @Test
  void hugeRevisionsAreComparedWithinBounds() {
    String[] old = IntStream.range(0, 4_000).mapToObj(i -> "old " + i).toArray(String[]::new);
    String[] now = IntStream.range(0, 4_000).mapToObj(i -> "new " + i).toArray(String[]::new);

    RevisionDiff diff = between(statement("T", "en", old), statement("T", "en", now));

    assertThat(diff.changes()).isEqualTo(4_000);
  }

  private static Block said(String before, String words, String speaker, String after) {
    int start = before.length();
    return new Block(
        Zone.PARAGRAPH,
        before + words + after,
        Optional.empty(),
        0,
        List.of(new Block.Quotation(start, start + words.length(), Optional.of(speaker))));
  }

  private static String[] paragraphs(RandomGenerator random) {
    List<String> words = List.of("bank", "rate", "law", "vote", "the", "of", "2026", "—", "peace.");
    return IntStream.range(0, random.nextInt(1, 12))
        .mapToObj(
            _ ->
                IntStream.range(0, random.nextInt(1, 14))
                    .mapToObj(_ -> words.get(random.nextInt(words.size())))
                    .collect(Collectors.joining(" ")))
        .toArray(String[]::new);
  }

  private static String text(RevisionDiff diff, Change side) {
    return diff.rows().stream()
        .skip(2)
        .flatMap(row -> row.runs().stream())
        .filter(run -> run.change() == Change.KEPT || run.change() == side)
        .map(Run::text)
        .collect(Collectors.joining());
  }

  private static Row changed(RevisionDiff diff) {
    return diff.rows().stream().filter(row -> row.kind() == Kind.CHANGED).findFirst().orElseThrow();
  }

  private static RevisionDiff diff(String language, String before, String after) {
    return between(statement("T", language, before), statement("T", language, after));
  }

  private static RevisionDiff between(Statement before, Statement after) {
    return RevisionDiff.between(revision(before, 1), revision(after, 2));
  }

  private static Revision revision(Statement statement, int number) {
    return Revision.of(
        statement,
        number,
        Cause.EDITED,
        number,
        Hashes.sha256(new byte[] {(byte) number}),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Statement statement(String title, String language, String... paragraphs) {
    return statement(
        title, language, Arrays.stream(paragraphs).map(p -> Block.of(Zone.PARAGRAPH, p)).toList());
  }

  private static Statement statement(String title, String language, List<Block> blocks) {
    String url = "https://press.example/1";
    return new Statement(
        Hashes.statementId(url),
        url,
        "press-example",
        "House of Example",
        "parliament",
        "AZ",
        "press-release",
        language,
        title,
        PublicationTime.ofDay(
            "24 November 2026",
            LocalDate.of(2026, 11, 24),
            ZoneId.of("Asia/Baku"),
            PublicationTime.Provenance.SELECTOR),
        Instant.EPOCH,
        Optional.empty(),
        blocks,
        List.of(),
        List.of(),
        List.of(),
        new Evidence(
            url, Optional.empty(), 0, "a".repeat(64), 200, Map.of(), Instant.EPOCH, "allowed"),
        new Statement.Extraction("1", 1, Map.of()));
  }
}
