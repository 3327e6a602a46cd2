package dev.herald.dashboard.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.dashboard.Samples;
import dev.herald.dashboard.statement.RevisionDiff.Change;
import dev.herald.dashboard.statement.RevisionDiff.Kind;
import dev.herald.dashboard.statement.RevisionDiff.Row;
import dev.herald.dashboard.statement.RevisionDiff.Run;
import java.util.List;
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
            new Run(Change.KEPT, "The rate is "),
            new Run(Change.DELETED, "5"),
            new Run(Change.INSERTED, "7"),
            new Run(Change.KEPT, " per cent."));
  }

  @Test
  void aRewrittenPhraseReadsAsOneReplacement() {
    RevisionDiff diff = diff("en", "We deeply regret this.", "We strongly welcome this.");

    assertThat(changed(diff).runs())
        .contains(
            new Run(Change.DELETED, "deeply regret"), new Run(Change.INSERTED, "strongly welcome"));
  }

  @Test
  void chineseIsComparedByWordsAlthoughNothingPartsThem() {
    RevisionDiff diff = diff("zh", "中国人民银行今天发布公告", "中国人民银行昨天发布公告");

    assertThat(changed(diff).runs()).contains(new Run(Change.KEPT, "中国人民银行"));
  }

  @Test
  void aParagraphPutInFrontDoesNotDisturbTheOthers() {
    var before = Samples.statement("T", "en", "First paragraph here.", "Second paragraph there.");
    var after =
        Samples.statement(
            "T", "en", "Quite new words.", "First paragraph here.", "Second paragraph there, now.");

    RevisionDiff diff = between(before, after);

    assertThat(diff.rows().stream().map(Row::kind))
        .containsExactly(Kind.SAME, Kind.SAME, Kind.ADDED, Kind.SAME, Kind.CHANGED);
  }

  @Test
  void aChangedTitleIsSaidToReadersWhoSeeNoColours() {
    RevisionDiff diff =
        between(
            Samples.statement("Old title", "en", "x"), Samples.statement("New title", "en", "x"));

    assertThat(diff.rows().getFirst().label()).isEqualTo("Changed title");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keptAndInsertedTextIsTheNewRevisionAndKeptAndDeletedTheOld(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String[] old = paragraphs(random);
    String[] now = paragraphs(random);

    RevisionDiff diff =
        between(Samples.statement("T", "en", old), Samples.statement("T", "en", now));

    assertThat(text(diff, Change.DELETED)).isEqualTo(String.join("", old));
    assertThat(text(diff, Change.INSERTED)).isEqualTo(String.join("", now));
  }

  @Test
  void hugeRevisionsAreComparedWithinBounds() {
    String[] old = IntStream.range(0, 4_000).mapToObj(i -> "old " + i).toArray(String[]::new);
    String[] now = IntStream.range(0, 4_000).mapToObj(i -> "new " + i).toArray(String[]::new);

    RevisionDiff diff =
        between(Samples.statement("T", "en", old), Samples.statement("T", "en", now));

    assertThat(diff.changes()).isEqualTo(4_000);
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
    return between(
        Samples.statement("T", language, before), Samples.statement("T", language, after));
  }

  private static RevisionDiff between(
      dev.herald.config.message.Statement before, dev.herald.config.message.Statement after) {
    return RevisionDiff.between(
        Samples.revision(before, 1, Cause.PUBLISHED), Samples.revision(after, 2, Cause.EDITED));
  }
}
