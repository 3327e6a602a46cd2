package dev.herald.crawler.measure;

import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads each page of a corpus with what the other pages of its site teach, and never itself.
public final class KnownSites {
  private final Extractor extractor;
  private final Map<String, List<PageContent>> pagesBySite = new HashMap<>();

  /// @param teachers the pages to learn from; the same page twice counts once
  public KnownSites(Extractor extractor, List<GoldPage> teachers) {
    this.extractor = extractor;
    for (GoldPage teacher : teachers) {
      PageContent page = teacher.content();
      List<PageContent> site = pagesBySite.computeIfAbsent(teacher.site(), _ -> new ArrayList<>());
      if (site.stream().noneMatch(known -> isSame(known, page))) site.add(page);
    }
  }

  /// The pages of which at least so many others of their site can be learned from.
  public List<GoldPage> with(int others, List<GoldPage> pages) {
    return pages.stream().filter(page -> others(page).size() >= others).toList();
  }

  /// How many other pages of the site there are.
  public List<PageContent> others(GoldPage page) {
    List<PageContent> site = pagesBySite.getOrDefault(page.site(), List.of());
    if (site.size() < 2) return List.of();
    PageContent own = page.content();
    return site.stream().filter(other -> !isSame(own, other)).toList();
  }

  /// What is read of each page, its site known.
  public List<Scored> readAll(List<GoldPage> pages) {
    return pages.parallelStream().map(page -> new Scored(page, read(page, others(page)))).toList();
  }

  /// What is read of a page after some others.
  public Answer read(GoldPage page, List<PageContent> others) {
    Learned learned = Learned.NOTHING;
    for (PageContent other : others)
      if (extractor.extract(other, Hints.NONE.with(learned)) instanceof Extracted extracted)
        learned = learned.with(extracted, other.url().orElse(""), other.fetchedAt());
    return Answer.of(extractor.extract(page.content(), Hints.NONE.with(learned)));
  }

  /// Of one page the corpora may hold two copies.
  private static boolean isSame(PageContent a, PageContent b) {
    return a.bytes().equals(b.bytes()) || (a.url().isPresent() && a.url().equals(b.url()));
  }

  /// What is read of each page with a gold text after so many further pages made of its template.
  public static List<Scored> readAllAmongMade(
      Extractor extractor, List<GoldPage> pages, int count) {
    var nothing = new KnownSites(extractor, List.of());
    List<Scored> read = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      GoldPage page = pages.get(i);
      String words = pages.get((i + 1) % pages.size()).gold().path("text").asText();
      read.add(new Scored(page, nothing.read(page, new MadeSite(page, words).pages(count))));
    }
    return read;
  }

  /// How many pages have how many others of their site to learn from.
  public Map<Integer, Integer> sizes(List<GoldPage> pages) {
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    pages.stream()
        .map(page -> others(page).size())
        .sorted()
        .forEach(size -> sizes.merge(size, 1, Integer::sum));
    return sizes;
  }
}
