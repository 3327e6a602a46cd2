package dev.herald.dashboard;

import dev.herald.dashboard.addition.SourceDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A desk with one look of each kind, under the key that says which.
public final class SampleDesk implements SourceDesk {
  private static final String URL = "https://press.example/";

  private final List<String> asked = new ArrayList<>();
  private final List<Edits> accepted = new ArrayList<>();

  /// Addresses that were asked about.
  public List<String> asked() {
    return asked;
  }

  /// What was accepted.
  public List<Edits> accepted() {
    return accepted;
  }

  @Override
  public Optional<String> begin(String url) {
    if (!url.startsWith("http")) return Optional.empty();
    asked.add(url);
    return Optional.of("looking");
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
    if (edits.id().equals("taken")) return List.of("the id taken is taken");
    accepted.add(edits);
    return List.of();
  }

  private static Offer offer() {
    return new Offer(
        "fair, 70 %",
        List.of("country is assumed: its language"),
        new Field("az-press", false, "made of its address"),
        new Field("<b>Məclis</b>", false, "its pages say so"),
        new Field("AZ", true, "its language"),
        new Field("parliament", false, "by its name"),
        new Field("az, fa", false, "10 pages are written in them"),
        new Field("Asia/Baku", true, "that of AZ"),
        List.of(new Line("Feed", "https://press.example/rss, names 10 now")),
        List.of(
            new Page(
                "https://press.example/1",
                "بیانیه درباره بودجه",
                Optional.of("2026-11-24"),
                Optional.of("fa"),
                "متن",
                List.of()),
            new Page(
                "javascript:alert(1)",
                "Title",
                Optional.empty(),
                Optional.empty(),
                "",
                List.of("date", "body"))),
        "sources/az/press.yaml",
        "id: az-press\n",
        List.of("listing https://press.example/news names 4"));
  }
}
