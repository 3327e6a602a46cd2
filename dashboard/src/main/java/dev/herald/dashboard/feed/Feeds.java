package dev.herald.dashboard.feed;

import dev.herald.config.message.Hashes;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.PublicAddress;
import dev.herald.indexer.read.Events;
import dev.herald.indexer.read.RuleBook;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Answers with the feed of a rule or of a source.
///
/// A statement is one entry, whose id never changes. Each event (published, edited, withdrawn,
/// restored) gives it a new `updated`, a title that names the event, and a text that begins with
/// what changed: readers that watch only one of these notice too.
///
/// Answers carry an `ETag` over their content and no `Last-Modified`, which would hide a second
/// event within one second.
public final class Feeds {
  private static final int MOST = 50;

  private final Events events;
  private final RuleBook rules;
  private final Supplier<List<Source>> sources;
  private final PublicAddress address;
  private final Pages pages;

  /// Feeds of these rules and sources.
  public Feeds(
      Events events,
      RuleBook rules,
      Supplier<List<Source>> sources,
      PublicAddress address,
      Pages pages) {
    this.events = events;
    this.rules = rules;
    this.sources = sources;
    this.address = address;
    this.pages = pages;
  }

  /// How a feed is written.
  public enum Format {
    ATOM("atom", Atom.MEDIA_TYPE, "Atom"),
    JSON("json", JsonFeed.MEDIA_TYPE, "JSON Feed");

    private final String ending;
    private final String mediaType;
    private final String label;

    Format(String ending, String mediaType, String label) {
      this.ending = ending;
      this.mediaType = mediaType;
      this.label = label;
    }

    /// How its addresses end.
    public String ending() {
      return ending;
    }

    /// Its media type.
    public String mediaType() {
      return mediaType;
    }

    /// Its name.
    public String label() {
      return label;
    }
  }

  /// Answers for the rule of the path's `id`.
  public Handler ofRule(Format format) {
    return ctx -> {
      String id = ctx.pathParam("id");
      Rule rule =
          rules.find(id).orElseThrow(() -> new NotFoundResponse("no rule has the id " + id)).rule();
      answer(ctx, format, "Rule: " + rule.name(), "rules", id, events.ofRule(id, MOST));
    };
  }

  /// Answers for the source of the path's `id`.
  public Handler ofSource(Format format) {
    return ctx -> {
      String id = ctx.pathParam("id");
      Source source =
          sources.get().stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new NotFoundResponse("no source is configured as " + id));
      answer(ctx, format, source.institution(), "sources", id, events.ofSource(id, MOST));
    };
  }

  private void answer(
      Context ctx, Format format, String title, String of, String id, List<Events.Event> latest)
      throws IOException {
    String base = address.of(ctx);
    var entries = new Entries(pages, base);
    var feed =
        new Feed(
            "urn:herald:feed:%s:%s".formatted(of, id),
            title + " (Herald)",
            base + Links.path(of, id),
            base + Links.path("feeds", of, id) + "." + format.ending(),
            latest.stream().map(entries::of).toList());
    String text =
        switch (format) {
          case ATOM -> Atom.write(feed);
          case JSON -> JsonFeed.write(feed);
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String tag = "\"" + Hashes.sha256(bytes).substring(0, 32) + "\"";
    ctx.header("ETag", tag);
    if (isKnown(ctx, tag)) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    ctx.contentType(format.mediaType() + "; charset=utf-8").result(bytes);
  }

  /// Whether the reader has this very content (RFC 9110, section 13.1.2).
  private static boolean isKnown(Context ctx, String tag) {
    String known = ctx.header("If-None-Match");
    return known != null
        && Arrays.stream(known.split(",", -1))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }
}
