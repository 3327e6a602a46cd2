package dev.herald.crawler.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Learns a source's template page by page, and notices when it is replaced. Pure.
///
/// One page that looks otherwise is another kind of page; several in a row that look alike and not
/// like any before are a redesign, from whose first page on the template starts again.
public final class Learner {
  private static final int ESTABLISHED_PAGES = 5;
  private static final int REDESIGN_PAGES = 3;
  private static final double KNOWN_SHARE = 0.1;
  private static final double STABLE_SHARE = 0.5;
  private static final int LEAST_STABLE = 5;
  private static final double STRANGE = 0.5;
  private static final double STRANGE_WITH_TITLE = 0.8;
  private static final double NAMELESS = 0.6;
  private static final int MOST_PAGES = 60;
  private static final int MOST_POSITIONS = 12;
  private static final int MOST_NAMES = 400;

  private Learner() {}

  /// What is known after one more page. Observe each statement once, when it is new, in the order
  /// in which pages are fetched.
  public static Template observe(Template known, Sighting page) {
    if (page.layout().positions().isEmpty()) return known;
    if (known.pages() < ESTABLISHED_PAGES || !isStrange(known, page.layout()))
      return learn(all(known, page), known);
    List<Sighting> strange = all(known, page);
    if (strange.size() < REDESIGN_PAGES) return with(known, strange, known.redesign());
    if (!areAlike(strange)) {
      Template learned = learn(strange.subList(0, 1), known);
      return with(learned, strange.subList(1, strange.size()), known.redesign());
    }
    Template fresh = learn(strange, Template.NONE);
    return with(fresh, List.of(), Optional.of(redesign(known, fresh, strange)));
  }

  private static List<Sighting> all(Template known, Sighting page) {
    var all = new ArrayList<>(known.strange());
    all.add(page);
    return all;
  }

  private static Template with(
      Template template, List<Sighting> strange, Optional<Redesign> redesign) {
    return new Template(
        template.pages(), template.positions(), template.names(), strange, redesign);
  }

  /// The body not where it used to be, and few of the names left; hardly any if the title is.
  private static boolean isStrange(Template known, Layout page) {
    if (isFamiliar(known, page, Field.BODY)) return false;
    double most = isFamiliar(known, page, Field.TITLE) ? STRANGE_WITH_TITLE : STRANGE;
    return distance(known, page.names()) > most;
  }

  private static boolean isFamiliar(Template known, Layout page, Field field) {
    String position = page.positions().get(field);
    return position != null && known.share(field, position) >= KNOWN_SHARE;
  }

  /// Share of the template's stable names that a page lacks, 0 to 1; of a template without names
  /// the positions alone must tell.
  static double distance(Template known, Set<String> names) {
    List<String> stable =
        known.names().entrySet().stream()
            .filter(name -> name.getValue() >= STABLE_SHARE * known.pages())
            .map(Map.Entry::getKey)
            .toList();
    if (stable.size() < LEAST_STABLE) return NAMELESS;
    long kept = stable.stream().filter(names::contains).count();
    return 1 - kept / (double) stable.size();
  }

  private static boolean areAlike(List<Sighting> pages) {
    Layout first = pages.getFirst().layout();
    for (Sighting page : pages) {
      Map<Field, String> positions = page.layout().positions();
      boolean same =
          equal(first.positions(), positions, Field.BODY)
              || equal(first.positions(), positions, Field.TITLE);
      if (!same) return false;
    }
    return true;
  }

  private static boolean equal(Map<Field, String> one, Map<Field, String> other, Field field) {
    String position = one.get(field);
    return position != null && position.equals(other.get(field));
  }

  private static Template learn(List<Sighting> pages, Template known) {
    Map<Field, Map<String, Integer>> positions = new EnumMap<>(Field.class);
    known.positions().forEach((field, counts) -> positions.put(field, new HashMap<>(counts)));
    Map<String, Integer> names = new HashMap<>(known.names());
    int seen = known.pages();
    for (Sighting page : pages) {
      page.layout()
          .positions()
          .forEach(
              (field, at) ->
                  positions
                      .computeIfAbsent(field, _ -> new HashMap<>())
                      .merge(at, 1, Integer::sum));
      for (String name : page.layout().names()) names.merge(name, 1, Integer::sum);
      if (++seen > MOST_PAGES) {
        positions.values().forEach(Learner::halve);
        halve(names);
        seen /= 2;
      }
    }
    positions.replaceAll((_, counts) -> most(counts, MOST_POSITIONS));
    return new Template(seen, positions, most(names, MOST_NAMES), List.of(), known.redesign());
  }

  /// Old pages fade; what stood on one page, long ago, is forgotten.
  private static void halve(Map<String, Integer> counts) {
    counts.replaceAll((_, count) -> count / 2);
    counts.values().removeIf(count -> count == 0);
  }

  private static Map<String, Integer> most(Map<String, Integer> counts, int most) {
    if (counts.size() <= most) return counts;
    var kept = new HashMap<String, Integer>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }

  private static Redesign redesign(Template before, Template after, List<Sighting> pages) {
    Sighting first = pages.getFirst();
    long left = Math.round(100 * (1 - distance(before, first.layout().names())));
    return new Redesign(
        first.at(),
        first.url(),
        "%s; of the last %d pages none, and %d%% of the usual class names are left"
            .formatted(describe(before), pages.size(), left),
        describe(after));
  }

  /// "the body at `main > div.text` on 34 of 36 pages".
  private static String describe(Template template) {
    return template
        .usual(Field.BODY)
        .map(
            at ->
                String.format(
                    Locale.ROOT,
                    "the body at `%s` on %d of %d pages",
                    at,
                    template.held(Field.BODY, at),
                    template.pages()))
        .orElse("no body");
  }
}
