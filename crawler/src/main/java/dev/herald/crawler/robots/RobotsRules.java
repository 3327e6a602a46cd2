package dev.herald.crawler.robots;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRule;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/// The rules of one robots.txt that bind us.
///
/// crawler-commons reads the lines and picks the group; matching is ours, because it reads URLs
/// with `java.net.URI`, which refuses some that browsers ask, and takes every `$` for an end.
/// Immutable.
public final class RobotsRules {
  /// Bytes of a robots.txt that are read (RFC 9309, section 2.5).
  public static final int MAX_BYTES = 500 << 10;

  private final List<RobotsPattern> patterns;
  private final boolean nothing;
  private final Optional<Duration> crawlDelay;
  private final List<String> sitemaps;

  private RobotsRules(SimpleRobotRules rules) {
    List<RobotsPattern> patterns = new ArrayList<>();
    for (RobotRule rule : rules.getRobotRules())
      patterns.add(RobotsPattern.of(rule.getPrefix(), rule.isAllow()));
    this.patterns = List.copyOf(patterns);
    this.nothing = rules.isAllowNone();
    long delay = rules.getCrawlDelay();
    this.crawlDelay =
        delay == BaseRobotRules.UNSET_CRAWL_DELAY || delay < 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(delay));
    this.sitemaps = List.copyOf(rules.getSitemaps());
  }

  /// Reads a robots.txt; whatever is no rule is passed over, as the standard asks.
  ///
  /// @param content as fetched; only the first 500 KiB count
  /// @param robotsUrl where it came from, base of relative sitemap addresses
  /// @param productTokens names a group may address us by, such as `Herald`; only the leading token
  ///   of each counts, so `Herald/0.1` is the same
  public static RobotsRules parse(
      ByteString content, HttpUrl robotsUrl, Collection<String> productTokens) {
    // A parser keeps state, so each text has its own. The longest Crawl-delay is ours to cap:
    // the parser would turn a longer one into "disallow everything".
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    parser.setExactUserAgentMatching(true);
    List<String> tokens =
        productTokens.stream().map(RobotsRules::token).filter(t -> !t.equals("*")).toList();
    return new RobotsRules(
        parser.parseContent(robotsUrl.toString(), utf8(content), "text/plain", tokens));
  }

  /// A product token without its version, in lower case.
  static String token(String agent) {
    int slash = agent.indexOf('/');
    return (slash < 0 ? agent : agent.substring(0, slash)).strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] utf8(ByteString content) {
    ByteString head = content.substring(0, Math.min(content.size(), MAX_BYTES));
    ByteString text = unmarked(head);
    return (head.size() < content.size() ? wholeLines(text) : text).toByteArray();
  }

  /// As UTF-8, without a byte order mark.
  private static ByteString unmarked(ByteString head) {
    if (head.startsWith(ByteString.decodeHex("efbbbf"))) return head.substring(3);
    Charset utf16 =
        head.startsWith(ByteString.decodeHex("fffe"))
            ? StandardCharsets.UTF_16LE
            : StandardCharsets.UTF_16BE;
    boolean marked =
        utf16.equals(StandardCharsets.UTF_16LE) || head.startsWith(ByteString.decodeHex("feff"));
    return marked ? ByteString.encodeUtf8(head.substring(2).string(utf16)) : head;
  }

  /// Without the line that the bound cuts in two: `Disallow: /a` is not what `Disallow: /archive`
  /// forbids.
  private static ByteString wholeLines(ByteString text) {
    int end =
        Math.max(
            text.lastIndexOf(ByteString.encodeUtf8("\n")),
            text.lastIndexOf(ByteString.encodeUtf8("\r")));
    return text.substring(0, end + 1);
  }

  /// Decides about one URL of this authority: the longest matching rule wins, `Allow` on a tie.
  public RobotsDecision decide(HttpUrl url) {
    if (url.encodedPath().equals("/robots.txt")) return allowed("robots.txt itself");
    if (nothing) return disallowed("Disallow: /");
    String query = url.encodedQuery();
    String path = RobotsPattern.plain(url.encodedPath() + (query == null ? "" : "?" + query));
    Optional<RobotsPattern> best = Optional.empty();
    for (RobotsPattern pattern : patterns)
      if (best.map(pattern::outranks).orElse(true) && pattern.matches(path))
        best = Optional.of(pattern);
    return best.map(rule -> rule.allow() ? allowed(rule.line()) : disallowed(rule.line()))
        .orElseGet(() -> allowed("no rule matches"));
  }

  private RobotsDecision allowed(String why) {
    return new RobotsDecision(
        RobotsDecision.Verdict.ALLOWED, "allowed (" + why + ")", crawlDelay, Optional.empty());
  }

  private RobotsDecision disallowed(String rule) {
    return new RobotsDecision(
        RobotsDecision.Verdict.DISALLOWED,
        "disallowed (" + rule + ")",
        crawlDelay,
        Optional.empty());
  }

  /// Least time between requests that our group asks for, not capped.
  public Optional<Duration> crawlDelay() {
    return crawlDelay;
  }

  /// Addresses of sitemaps, in order, as resolved; untrusted.
  public List<String> sitemaps() {
    return sitemaps;
  }
}
