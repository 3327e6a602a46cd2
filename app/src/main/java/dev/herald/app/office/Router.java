package dev.herald.app.office;

import dev.herald.app.office.Publication.Withdrawal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/// Answers for one site: which page, feed, sitemap or file stands at a path.
final class Router {
  private static final Pattern PAGE = Pattern.compile("page=(\\d{1,5})");
  private static final Pattern FILE = Pattern.compile("/files/([a-z]{2})-(\\d{1,7})\\.pdf");
  private static final List<String> ABOUT = List.of("/about", "/contact");

  private final Room room;
  private final Pages pages;
  private final Feeds feeds;
  private final Sitemaps sitemaps;
  private final String css;

  Router(Room room, int listed) {
    this.room = room;
    this.pages = new Pages(room, listed);
    this.feeds = new Feeds(room, listed);
    this.sitemaps = new Sitemaps(room, listed);
    this.css = Resources.text("sites/" + room.site().id() + "/style.css");
  }

  Room room() {
    return room;
  }

  /// The answer.
  ///
  /// @param query without the question mark; empty if there is none
  Reply answer(String path, String query) {
    Optional<Reply> found =
        file(path).or(() -> statement(path, query)).or(() -> listing(path, query));
    return found.orElseGet(() -> html(404, pages.missing(room.site().mainLanguage())));
  }

  private Optional<Reply> file(String path) {
    Site site = room.site();
    if (path.equals("/style.css"))
      return Optional.of(Reply.of(200, "text/css; charset=utf-8", utf8(css)));
    if (path.equals("/robots.txt"))
      return Optional.of(
          Reply.of(
              200,
              "text/plain; charset=utf-8",
              utf8(site.robots().replace("{base}", room.base()))));
    if (ABOUT.contains(path)) return Optional.of(html(200, pages.about(site.mainLanguage())));
    return feed(path).or(() -> sitemaps.find(path)).or(() -> annex(path));
  }

  private Optional<Reply> feed(String path) {
    Site site = room.site();
    return site.feed()
        .filter(feed -> feed.path().equals(path))
        .map(
            feed ->
                Reply.of(
                        200,
                        Feeds.contentType(feed.kind()),
                        ByteString.of(Html.encode(feeds.write(feed.kind()), site.encoding())))
                    .changedAt(room.publications().changedAt(site)));
  }

  private Optional<Reply> annex(String path) {
    Matcher form = FILE.matcher(path);
    if (!form.matches() || !room.site().languages().contains(form.group(1)))
      return Optional.empty();
    String language = form.group(1);
    return room.publications()
        .find(room.site(), Integer.parseInt(form.group(2)))
        .filter(publication -> room.annexPath(publication, language).isPresent())
        .filter(publication -> publication.isListed(language))
        .map(publication -> annex(room.show(publication, language)));
  }

  private Reply annex(Shown shown) {
    return Reply.of(200, "application/pdf", Annex.write(room.annex(shown)))
        .changedAt(shown.publication().copy(shown.language()).changedAt());
  }

  private Optional<Reply> listing(String path, String query) {
    Site site = room.site();
    String language =
        path.equals("/")
            ? site.mainLanguage()
            : site.listing().entrySet().stream()
                .filter(entry -> entry.getValue().equals(path))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    if (language.isEmpty()) return Optional.empty();
    Matcher page = PAGE.matcher(query);
    int number = page.matches() ? Math.max(1, Integer.parseInt(page.group(1))) : 1;
    return Optional.of(
        html(200, pages.listing(language, number)).changedAt(room.publications().changedAt(site)));
  }

  private Optional<Reply> statement(String path, String query) {
    Optional<Shown> found =
        room.find(query.isEmpty() ? path : path + "?" + query).or(() -> room.find(path));
    return found.map(
        shown -> {
          String asked = shown.path().contains("?") ? path + "?" + query : path;
          return shown.path().equals(asked) ? statement(shown) : Reply.redirect(shown.url());
        });
  }

  private Reply statement(Shown shown) {
    String language = shown.language();
    Publication.Copy copy = shown.publication().copy(language);
    Reply reply =
        copy.withdrawn()
            .map(withdrawn -> html(status(withdrawn.kind()), pages.missing(language)))
            .orElseGet(() -> html(200, pages.statement(shown)));
    return reply.changedAt(copy.changedAt());
  }

  private static int status(Withdrawal kind) {
    return switch (kind) {
      case NOT_FOUND -> 404;
      case GONE -> 410;
      case SOFT -> 200;
    };
  }

  private Reply html(int status, String page) {
    Site site = room.site();
    String type =
        site.charsetIn() == Site.CharsetIn.HEADER
            ? "text/html; charset=" + site.charsetLabel()
            : "text/html";
    return Reply.of(status, type, ByteString.of(Html.encode(page, site.encoding())));
  }

  private static ByteString utf8(String text) {
    return ByteString.encodeString(text, StandardCharsets.UTF_8);
  }
}
