package dev.herald.crawler.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import java.util.ArrayList;
import java.util.List;

/// How well footers, signatures and notices stay out of the bodies of official pages.
///
/// @param printed how many pieces of boilerplate the pages print
/// @param kept those that were taken for text of the statement
/// @param pages how many pages were read
/// @param wholeEndings of how many of them the body's last words are there
public record SetApart(int printed, List<String> kept, int pages, int wholeEndings) {
  public SetApart {
    kept = List.copyOf(kept);
  }

  /// Counts pages whose gold names their boilerplate.
  public static SetApart of(List<Scored> pages) {
    int printed = 0;
    int ends = 0;
    var kept = new ArrayList<String>();
    for (Scored scored : pages) {
      JsonNode gold = scored.page().gold();
      String text = ExtractionScore.blanks(scored.answer().text());
      for (JsonNode boilerplate : gold.path("boilerplate_printed")) {
        printed++;
        if (text.contains(ExtractionScore.blanks(boilerplate.asText())))
          kept.add(boilerplate.asText());
      }
      if (text.contains(ExtractionScore.blanks(gold.path("body_last_200").asText()))) ends++;
    }
    return new SetApart(printed, kept, pages.size(), ends);
  }

  /// Share of the boilerplate that was set apart.
  public double share() {
    return 1 - kept.size() / (double) printed;
  }
}
