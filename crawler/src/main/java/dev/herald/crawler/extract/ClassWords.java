package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Markup.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reads class names and ids word by word, as their authors meant them: `entry-content`,
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

  /// Names seen so far, since a page and a site repeat theirs on thousands of elements; bounded, as
  /// names come from anyone.
  private static final Map<String, Names> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 20_000;
  private static final int LONGEST_KNOWN = 200;

  /// What class names and an id say, read once.
  private record Names(Set<NameTopic> topics, boolean content, boolean noise, boolean invisible) {}

  private ClassWords() {}

  /// Whether one of the words that names are made of belongs to a topic.
  static boolean speaksOf(String names, NameTopic topic) {
    return !names.isEmpty() && known(names).topics().contains(topic);
  }

  /// Whether a class name hides the element from the eye.
  static boolean isInvisible(String names) {
    return !names.isEmpty() && known(names).invisible();
  }

  /// Role the names give; a content name outweighs a noise name.
  static Role roleOf(String names) {
    Names known = known(names);
    return known.content() ? Role.CONTENT : known.noise() ? Role.NOISE : Role.NEUTRAL;
  }

  private static Names known(String names) {
    Names known = KNOWN.get(names);
    if (known != null) return known;
    Names read = names.indexOf(' ') < 0 ? one(names) : all(names);
    if (KNOWN.size() >= MOST_KNOWN) KNOWN.clear();
    if (names.length() <= LONGEST_KNOWN) KNOWN.put(names, read);
    return read;
  }

  private static Names all(String names) {
    Set<NameTopic> topics = EnumSet.noneOf(NameTopic.class);
    boolean content = false;
    boolean noise = false;
    boolean invisible = false;
    for (String name : names.split(" ", -1)) {
      if (name.isEmpty()) continue;
      Names one = known(name);
      topics.addAll(one.topics());
      content |= one.content();
      noise |= one.noise();
      invisible |= one.invisible();
    }
    return new Names(topics, content, noise, invisible);
  }

  private static Names one(String name) {
    List<String> words = words(name);
    Set<NameTopic> topics = EnumSet.noneOf(NameTopic.class);
    boolean noise = false;
    boolean content = words.size() == 1 && words.getFirst().equals("entry");
    String before = "";
    for (String word : words) {
      topics.addAll(NameTopic.of(word));
      String pair = before + "-" + word;
      noise |= NOISE.contains(word) || NOISE_PAIRS.contains(pair);
      content |= CONTENT.contains(word) || CONTENT_PAIRS.contains(pair);
      before = word;
    }
    boolean invisible = INVISIBLE.contains(name);
    // A name of noise is never one of content, and names of the layout around say neither.
    if (!noise) return new Names(topics, content, false, invisible);
    return new Names(topics, false, !LAYOUT.contains(words.getFirst()), invisible);
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
