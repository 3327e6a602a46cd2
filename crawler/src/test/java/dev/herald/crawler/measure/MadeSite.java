package dev.herald.crawler.measure;

import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.extract.PageContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Makes of one page further pages of its site, for corpora that hold one page of most sites: the
/// same template around another title, another text and other links.
///
/// What repeats on the made pages is what stands neither in the gold text nor in a link or heading.
/// Real sites repeat less, so figures over made pages are what learning can give at most.
public final class MadeSite {
  private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200B\\uFEFF]");
  private static final int SHINGLE = 3;
  private static final int MOST_CLIMB = 4;
  private static final double IN_TEXT = 0.5;

  private final GoldPage page;
  private final String html;
  private final String title;
  private final String gold;
  private final Set<String> shingles;
  private final String[] otherWords;

  /// @param words text of another page, whose words take the place of this one's
  public MadeSite(GoldPage page, String words) {
    this.page = page;
    PageContent content = page.content();
    this.html = PageDecoder.decode(content.bytes(), content.contentType(), List.of()).text();
    this.title = page.gold().path("title").asText("");
    this.gold = page.gold().path("text").asText();
    this.shingles = new HashSet<>(shingles(gold));
    this.otherWords = words.strip().split("\\s+", -1);
  }

  /// So many further pages.
  public List<PageContent> pages(int count) {
    List<PageContent> pages = new ArrayList<>();
    for (int n = 1; n <= count; n++)
      pages.add(
          new PageContent(
              ByteString.encodeUtf8(made(n)),
              Optional.of("https://" + page.site() + "/made/" + n),
              Optional.of("text/html; charset=utf-8"),
              page.content().fetchedAt()));
    return pages;
  }

  private String made(int number) {
    Document made = Jsoup.parse(html);
    made.select("script[type*=json]").remove();
    // Told apart first: what is reworded no longer tells whose the rest of its paragraph is.
    List<TextNode> own = texts(made).stream().filter(this::isOwn).toList();
    for (TextNode text : own) text.text(reworded(text.text(), number));
    if (!title.isEmpty()) {
      String other = reworded(title, number);
      made.title(made.title().replace(title, other));
      for (Element meta : made.select("meta[content]"))
        meta.attr("content", meta.attr("content").replace(title, other));
    }
    return made.outerHtml();
  }

  private static List<TextNode> texts(Document page) {
    return page.body().nodeStream(TextNode.class).filter(text -> !text.isBlank()).toList();
  }

  /// Whether a text is the statement's own, or leads to another one; short ones go with the
  /// paragraph they stand in.
  private boolean isOwn(TextNode text) {
    @Nullable Element at = text.parentElement();
    for (int i = 0; i < MOST_CLIMB && at != null; i++, at = at.parent()) {
      String tag = at.normalName();
      if (tag.equals("a") || (tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) <= '6'))
        return true;
      if (at.isBlock()) return isInText(at.text());
    }
    return false;
  }

  private boolean isInText(String text) {
    List<String> own = shingles(text);
    if (own.isEmpty()) return gold.contains(text.strip());
    return own.stream().filter(shingles::contains).count() > IN_TEXT * own.size();
  }

  private static List<String> shingles(String text) {
    String[] words = INVISIBLE.matcher(text).replaceAll("").strip().split("[^\\p{L}\\p{N}]+", -1);
    List<String> shingles = new ArrayList<>();
    for (int i = 0; i + SHINGLE <= words.length; i++)
      shingles.add(String.join(" ", List.of(words).subList(i, i + SHINGLE)));
    return shingles;
  }

  /// The same text gives the same words on one made page and others on the next.
  private String reworded(String text, int number) {
    if (text.isBlank()) return text;
    var made = new StringBuilder();
    int at = Math.floorMod(text.strip().hashCode() * 31 + number * 7919, otherWords.length);
    for (String word : text.split("(?<=\\s)|(?=\\s)", -1)) {
      if (word.isBlank()) made.append(word);
      else made.append(like(word, otherWords[at++ % otherWords.length]));
    }
    return made.toString();
  }

  /// With the capital and the stop of the word it replaces.
  private static String like(String word, String other) {
    String bare = other.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    if (bare.isEmpty()) bare = "so";
    boolean capital = Character.isUpperCase(word.codePointAt(0));
    String first = bare.substring(0, 1);
    String cased = (capital ? first.toUpperCase(java.util.Locale.ROOT) : first) + bare.substring(1);
    char last = word.charAt(word.length() - 1);
    return Character.isLetterOrDigit(last) ? cased : cased + last;
  }
}
