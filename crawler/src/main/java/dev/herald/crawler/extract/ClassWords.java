package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Markup.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.nodes.Element;

/// What class names and ids say, read word by word, as their authors meant them: `entry-content`,
/// `relatedPosts`, `share_bar`.
final class ClassWords {
  private static final Set<String> NOISE =
      Set.of(
          ("comment comments commentlist commentform commentarea kommentar kommentare comentarios"
                  + " commentaires disqus respond reply replies"
                  + " share sharing sharer shares sharedaddy sharebar sharethis addthis addtoany"
                  + " shariff mashsb social socials socialmedia socialshare"
                  + " related relatedposts relatedarticles recommended recommendation"
                  + " recommendations yarpp outbrain taboola"
                  + " sidebar sidebars nav navbar navigation navi menu submenu megamenu mainmenu"
                  + " breadcrumb breadcrumbs footer colophon topbar masthead toolbar"
                  + " newsletter subscribe subscription cookie cookies consent gdpr"
                  + " ads adv advert advertisement adsense anzeige anzeigen werbung sponsor"
                  + " sponsored sponsors promo promotion banner"
                  + " pagination pager paginator popup modal lightbox overlay login signup signin"
                  + " register tagcloud taglist tags widget widgets textwidget widgettitle"
                  + " copyright rating ratings votes paywall authorbox caption captions"
                  + " bildunterschrift credits"
                  + " skiplink skiplinks metanav servicenavi postnav printonly legalnotice"
                  + " byline noprint dateline hashtags ad infobox vcard cta disclaimer affiliate tweet"
                  + " pullquote donate spende spenden utility")
              .split(" "));

  private static final Set<String> NOISE_PAIRS =
      Set.of(
          ("read-more more-articles more-news more-posts also-read read-also entry-meta post-meta"
                  + " article-meta meta-data author-info author-box author-bio about-author"
                  + " author-description post-author latest-news latest-posts recent-posts"
                  + " recent-news post-nav post-navigation entry-footer post-footer article-footer"
                  + " article-tags post-tags entry-tags skip-link back-top to-top scroll-top"
                  + " most-read most-popular top-stories see-also you-may further-reading"
                  + " post-info article-info article-date entry-header-meta wp-caption image-caption"
                  + " img-caption call-action contact-box language-switcher"
                  + " teaser-list news-ticker article-list more-links mehr-zum")
              .split(" "));

  private static final Set<String> CONTENT_PAIRS =
      Set.of(
          ("entry-content post-content article-body article-content article-text article-copy"
                  + " story-body story-content story-text post-body post-text news-text news-body"
                  + " news-content news-detail content-body content-text rich-text body-text"
                  + " bodytext-bodytext ce-bodytext field-body text-formatted single-content"
                  + " page-content blog-content press-release release-body detail-text detail-content"
                  + " articleBody-articleBody article-main post-entry entry-body td-post-content")
              .split(" "));

  private static final Set<String> CONTENT =
      Set.of(
          ("articlebody articletext articlecontent storybody storytext bodytext newstext entrycontent"
                  + " postcontent postbody richtext rte articulo articlecopy fulltext")
              .split(" "));

  private static final Set<String> INVISIBLE =
      Set.of(
          "sr-only",
          "visually-hidden",
          "visuallyhidden",
          "screen-reader-text",
          "screen-reader",
          "element-invisible",
          "sronly",
          "u-visually-hidden",
          "show-for-sr",
          "invisible");

  /// Class names that begin so speak of the layout around an element, not of the element.
  private static final Set<String> LAYOUT =
      Set.of(
          "has",
          "with",
          "no",
          "not",
          "is",
          "without",
          "hide",
          "js",
          "show",
          "layout",
          "page",
          "elementor");

  /// What is known of each word that says something, alone or behind another.
  private static final Map<String, Word> WORDS = allWords();

  /// Class attributes seen so far, since a page and a site repeat theirs on thousands of elements;
  /// bounded, as they come from anyone.
  private static final Map<String, ClassWords> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 20_000;
  private static final int LONGEST_KNOWN = 200;
  private static final int MOST_CHARS = 400;
  private static final ClassWords NONE = new ClassWords(Set.of(), false, false, false);

  /// @param endsPair whether it says something behind another word
  private record Word(Set<NameTopic> topics, boolean content, boolean noise, boolean endsPair) {}

  private final Set<NameTopic> topics;
  private final boolean content;
  private final boolean noise;
  private final boolean invisible;

  private ClassWords(Set<NameTopic> topics, boolean content, boolean noise, boolean invisible) {
    this.topics = topics;
    this.content = content;
    this.noise = noise;
    this.invisible = invisible;
  }

  /// What an element's class names and id say, their beginning if they are long.
  static ClassWords of(Element element) {
    if (element.attributesSize() == 0) return NONE;
    ClassWords classes = known(clip(element.className()));
    String id = clip(element.id());
    // An id with a number in it will not come again.
    return id.isEmpty() ? classes : classes.and(hasDigit(id) ? all(id) : known(id));
  }

  /// What a name says that is no class or id, such as an `itemprop` or the name of an attribute.
  static ClassWords of(String name) {
    return known(clip(name));
  }

  private static boolean hasDigit(String id) {
    for (int i = 0; i < id.length(); i++) if (Character.isDigit(id.charAt(i))) return true;
    return false;
  }

  private static String clip(String names) {
    return names.length() > MOST_CHARS ? names.substring(0, MOST_CHARS) : names;
  }

  /// Whether one of the words that the names are made of belongs to a topic.
  boolean speakOf(NameTopic topic) {
    return topics.contains(topic);
  }

  /// Whether a class name hides the element from the eye.
  boolean areInvisible() {
    return invisible;
  }

  /// Role the names give; a content name outweighs a noise name.
  Role role() {
    return content ? Role.CONTENT : noise ? Role.NOISE : Role.NEUTRAL;
  }

  private ClassWords and(ClassWords other) {
    if (equals(NONE)) return other;
    return new ClassWords(
        union(topics, other.topics),
        content || other.content,
        noise || other.noise,
        invisible || other.invisible);
  }

  private static ClassWords known(String names) {
    if (names.isEmpty()) return NONE;
    ClassWords known = KNOWN.get(names);
    if (known != null) return known;
    ClassWords read = all(names);
    if (KNOWN.size() >= MOST_KNOWN) KNOWN.clear();
    if (names.length() <= LONGEST_KNOWN) KNOWN.put(names, read);
    return read;
  }

  private static ClassWords all(String names) {
    if (names.indexOf(' ') < 0) return one(names);
    ClassWords all = NONE;
    for (String name : names.split(" ", -1)) if (!name.isEmpty()) all = all.and(one(name));
    return all;
  }

  private static ClassWords one(String name) {
    List<String> words = words(name);
    Set<NameTopic> topics = Set.of();
    boolean noise = false;
    boolean content = words.size() == 1 && words.getFirst().equals("entry");
    String before = "";
    for (String word : words) {
      Word known = WORDS.get(word);
      if (known != null) {
        String pair = known.endsPair() && !before.isEmpty() ? before + "-" + word : "";
        topics = union(topics, known.topics());
        noise |= known.noise() || NOISE_PAIRS.contains(pair);
        content |= known.content() || CONTENT_PAIRS.contains(pair);
      }
      before = word;
    }
    boolean invisible = INVISIBLE.contains(name);
    // A name of noise is never one of content, and names of the layout around say neither.
    if (!noise) return new ClassWords(topics, content, false, invisible);
    return new ClassWords(topics, false, !LAYOUT.contains(words.getFirst()), invisible);
  }

  private static Set<NameTopic> union(Set<NameTopic> some, Set<NameTopic> others) {
    if (some.isEmpty() || some.equals(others)) return others;
    if (others.isEmpty()) return some;
    Set<NameTopic> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }

  private static Map<String, Word> allWords() {
    Set<String> ends = new HashSet<>();
    for (Set<String> pairs : List.of(NOISE_PAIRS, CONTENT_PAIRS))
      for (String pair : pairs) ends.add(pair.substring(pair.lastIndexOf('-') + 1));
    Set<String> all = new HashSet<>(NameTopic.words());
    for (Set<String> words : List.of(NOISE, CONTENT, ends)) all.addAll(words);
    Map<String, Word> known = new HashMap<>();
    for (String word : all)
      known.put(
          word,
          new Word(
              NameTopic.of(word),
              CONTENT.contains(word),
              NOISE.contains(word),
              ends.contains(word)));
    return known;
  }

  /// Splits `relatedPosts_list-2` into `related posts list`.
  private static List<String> words(String name) {
    var words = new ArrayList<String>(4);
    int start = -1;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : ' ';
      boolean letter = Character.isLetter(c);
      boolean hump = letter && i > 0 && Character.isUpperCase(c) && isLower(name.charAt(i - 1));
      if (start >= 0 && (!letter || hump)) {
        words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
      if (letter && start < 0) start = i;
    }
    return words;
  }

  private static boolean isLower(char c) {
    return Character.isLowerCase(c);
  }
}
