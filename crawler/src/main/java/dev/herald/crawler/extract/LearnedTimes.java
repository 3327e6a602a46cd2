package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import dev.herald.crawler.template.Field;
import dev.herald.crawler.template.Position;
import dev.herald.crawler.template.Template;
import java.util.Map;
import java.util.Optional;

/// A time that stands where the source's other pages print theirs.
final class LearnedTimes {
  private static final int MOST_CHARS = 200;
  private static final double LEAST_SHARE = 0.5;
  private static final double WEIGHT = 0.85;

  private LearnedTimes() {}

  /// The first such time; what stands at that place further down belongs to something else.
  static Optional<Candidate> find(Reading reading, Template template, TimeReading times) {
    if (template.positions().getOrDefault(Field.DATE, Map.of()).isEmpty()) return Optional.empty();
    for (RawBlock block : reading.blocks()) {
      String text = block.text();
      if (text.length() > MOST_CHARS || text.chars().noneMatch(Character::isDigit)) continue;
      double share = template.share(Field.DATE, Position.of(block.box().element));
      if (share < LEAST_SHARE) continue;
      return times.findAll(Texts.line(text), Provenance.VISIBLE_TEXT).stream()
          .findFirst()
          .map(shown -> new Candidate(shown.time(), WEIGHT * share));
    }
    return Optional.empty();
  }
}
