package dev.herald.app.dashboard;

import dev.herald.dashboard.addition.SourceDesk;
import java.util.List;
import java.util.Optional;

/// A desk that is through with every look before it began: the key says how it ended.
final class EveryLook implements SourceDesk {
  private static final String URL = "https://press.example/";

  @Override
  public Optional<String> begin(String url) {
    return Optional.of("found");
  }

  @Override
  public Optional<Look> find(String key) {
    return switch (key) {
      case "looking" -> Optional.of(new Look.Looking(URL, List.of("asking " + URL)));
      case "found" -> Optional.of(new Look.Found(URL, offer()));
      case "nothing" ->
          Optional.of(new Look.Nothing(URL, "robots.txt disallows it", "ask the publisher"));
      case "added" -> Optional.of(new Look.Added(URL, "az-press", "sources/az/press.yaml"));
      default -> Optional.empty();
    };
  }

  @Override
  public List<String> accept(String key, Edits edits) {
    return List.of();
  }

  private static Offer offer() {
    String longLine = "  # " + "what this rests on, told at length ".repeat(12);
    return new Offer(
        "fair, 70 %",
        List.of("country is assumed: its language"),
        new Field("az-press", false, "made of its address"),
        new Field("House of Example", false, "its pages say so"),
        new Field("AZ", true, "its language"),
        new Field("parliament", false, "by its name"),
        new Field("az, fa", false, "10 pages are written in them"),
        new Field("Asia/Baku", true, "that of AZ"),
        List.of(new Line("Feed", URL + "a/very/long/path/".repeat(10) + "rss, names 10 now")),
        List.of(
            new Page(
                URL + "1",
                "بیانیه درباره بودجه",
                Optional.of("2026-11-24"),
                Optional.of("fa"),
                "متن بیانیه",
                List.of("date"))),
        "sources/az/press.yaml",
        "id: az-press\n" + longLine + "\n",
        List.of("listing https://press.example/news names 4"));
  }
}
