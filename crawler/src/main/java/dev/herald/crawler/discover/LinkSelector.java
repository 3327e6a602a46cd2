package dev.herald.crawler.discover;

import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds the CSS selector that names a listing's links to statements. Pure and thread-safe.
public final class LinkSelector {
  private static final int MOST_ANCESTORS = 6;
  private static final int MOST_TRIED = 80;
  private static final int LEAST_LINKS = 3;

  /// Names that a style sheet or a script gave, not an editor.
  private static final Pattern FLEETING =
      Pattern.compile("(?i).*\\d{3}.*|.*(?:active|current|first|last|odd|even|hover|js-).*");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w-]*");

  private LinkSelector() {}

  /// The shortest selector that selects the links which the reader takes for statements, and no
  /// other; empty where none is that exact, and the reader's own judgement is better.
  public static Optional<String> find(Answer answer) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    HttpUrl base = HomePage.base(page, answer.url());
    List<Element> links = LinkGroups.likely(page, base, answer);
    if (links.size() < LEAST_LINKS) return Optional.empty();
    Set<String> wanted = addresses(links, base);
    return candidates(links.getFirst()).stream()
        .limit(MOST_TRIED)
        .filter(selector -> addresses(page.select(selector), base).equals(wanted))
        .findFirst();
  }

  private static Set<String> addresses(List<Element> links, HttpUrl base) {
    return links.stream()
        .map(link -> CanonicalUrl.resolve(base, link.attr("href")))
        .flatMap(Optional::stream)
        .map(HttpUrl::toString)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> candidates(Element link) {
    var candidates = new ArrayList<String>();
    List<String> tails = new ArrayList<>(names(link).stream().map(name -> "a" + name).toList());
    candidates.addAll(tails);
    Element parent = link.parent();
    if (parent != null && parent.tagName().matches("h[1-6]|td|dd|dt|li"))
      tails.add(parent.tagName() + " a");
    tails.add("a");
    Element up = parent;
    for (int depth = 0; depth < MOST_ANCESTORS && up != null; depth++, up = up.parent())
      for (String head : names(up)) for (String tail : tails) candidates.add(head + " " + tail);
    return candidates;
  }

  /// The element by its id or one of its classes.
  private static List<String> names(Element element) {
    var names = new ArrayList<String>();
    for (String name : element.classNames()) if (isLasting(name)) names.add("." + name);
    if (isLasting(element.id())) names.add("#" + element.id());
    return names;
  }

  private static boolean isLasting(String name) {
    return PLAIN.matcher(name).matches() && !FLEETING.matcher(name).matches();
  }
}
