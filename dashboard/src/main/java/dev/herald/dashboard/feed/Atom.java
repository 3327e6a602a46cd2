package dev.herald.dashboard.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/// Writes a feed as Atom (RFC 4287). Pure.
final class Atom {
  static final String MEDIA_TYPE = "application/atom+xml";

  private Atom() {}

  static String write(Feed feed) {
    var atom = new com.rometools.rome.feed.atom.Feed("atom_1.0");
    atom.setEncoding("UTF-8");
    atom.setId(feed.id());
    atom.setTitle(clean(feed.title()));
    atom.setUpdated(date(feed.updated()));
    atom.setAlternateLinks(List.of(link("alternate", feed.homePage(), "text/html")));
    atom.setOtherLinks(List.of(link("self", feed.self(), MEDIA_TYPE)));
    atom.setEntries(feed.entries().stream().map(Atom::entry).toList());
    try {
      return new WireFeedOutput().outputString(atom);
    } catch (FeedException e) {
      throw new IllegalStateException("the feed %s cannot be written".formatted(feed.self()), e);
    }
  }

  private static com.rometools.rome.feed.atom.Entry entry(Feed.Entry entry) {
    var atom = new com.rometools.rome.feed.atom.Entry();
    atom.setId(entry.id());
    atom.setTitle(clean(entry.title()));
    atom.setUpdated(date(entry.updated()));
    entry.published().ifPresent(at -> atom.setPublished(date(at.toInstant())));
    atom.setAlternateLinks(List.of(link("alternate", entry.page(), "text/html")));
    entry
        .original()
        .ifPresent(url -> atom.setOtherLinks(List.of(link("via", clean(url), "text/html"))));
    var author = new Person();
    author.setName(clean(entry.institution()));
    atom.setAuthors(new ArrayList<>(List.of(author)));
    var event = new Category();
    event.setTerm(entry.event());
    event.setScheme("urn:herald:cause");
    atom.setCategories(List.of(event));
    var content = new Content();
    content.setType("html");
    content.setValue(clean(entry.html()));
    atom.setContents(List.of(content));
    return atom;
  }

  private static Link link(String relation, String url, String mediaType) {
    var link = new Link();
    link.setRel(relation);
    link.setHref(url);
    link.setType(mediaType);
    return link;
  }

  private static Date date(Instant instant) {
    return Date.from(instant);
  }

  /// Without the characters that XML 1.0 cannot say.
  private static String clean(String text) {
    return text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
