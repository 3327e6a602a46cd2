package dev.herald.crawler.discover;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Names of a feed's elements: `title` for those of RSS and Atom, `dc:title` for those of a known
/// module, whatever prefix the feed gives them.
final class FeedNames {
  static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final Set<String> ATOMS =
      Set.of(ATOM.toLowerCase(Locale.ROOT), "http://purl.org/atom/ns#");

  private static final Map<String, String> MODULES =
      Map.of(
          "http://purl.org/dc/elements/1.1/", "dc",
          "http://purl.org/dc/elements/1.0/", "dc",
          "http://purl.org/dc/terms/", "dcterms",
          "http://search.yahoo.com/mrss", "media",
          "http://search.yahoo.com/mrss/", "media",
          "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes",
          "http://rssnamespace.org/feedburner/ext/1.0", "feedburner",
          "http://www.pheedo.com/namespace/pheedo", "pheedo",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf",
          "http://www.w3.org/1999/xhtml", "xhtml");

  private FeedNames() {}

  static String of(Element element) {
    String prefix = element.tag().prefix();
    String namespace = namespace(element);
    String local = element.tag().localName();
    String module = MODULES.get(namespace);
    if (module != null) return module + ":" + local;
    boolean own = prefix.isEmpty() || ATOMS.contains(namespace) || isRss(namespace);
    return own ? local : prefix + ":" + local;
  }

  static boolean isAtom(Element element) {
    return ATOMS.contains(namespace(element));
  }

  /// Children of that name, in order.
  static List<Element> children(Element parent, String name) {
    return parent.children().stream().filter(child -> of(child).equals(name)).toList();
  }

  /// Children of the first of these names that has any.
  static Optional<Element> child(Element parent, String... names) {
    for (String name : names) {
      List<Element> found = children(parent, name);
      if (!found.isEmpty()) return Optional.of(found.getFirst());
    }
    return Optional.empty();
  }

  private static String namespace(Element element) {
    return element.tag().namespace().toLowerCase(Locale.ROOT);
  }

  private static boolean isRss(String namespace) {
    return (namespace.contains("rss") && !namespace.contains("modules"))
        || namespace.startsWith("http://my.netscape.com/rdf/");
  }
}
