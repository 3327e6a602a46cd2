package dev.herald.crawler.measure;

import dev.herald.config.message.Block;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import java.util.stream.Collectors;

/// What was read of a page, in the form that is scored.
///
/// @param published ISO 8601, or empty
/// @param text of the body's blocks
public record Answer(String title, String published, String text) {
  /// The scored part of a result; all empty where no statement was found.
  public static Answer of(ExtractResult result) {
    return switch (result) {
      case Extracted found ->
          new Answer(
              found.title(),
              found.published().isoDate().orElse(""),
              found.blocks().stream()
                  .filter(block -> block.zone().isBody())
                  .map(Block::text)
                  .collect(Collectors.joining("\n\n")));
      case NoStatement _ -> new Answer("", "", "");
    };
  }
}
