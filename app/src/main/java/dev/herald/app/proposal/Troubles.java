package dev.herald.app.proposal;

import dev.herald.app.catalogue.AnswerShape;
import dev.herald.app.proposal.Outcome.NotProposed;
import dev.herald.app.proposal.Proposer.Tried;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.List;

/// Why there is no proposal, and what to do.
final class Troubles {
  private Troubles() {}

  static NotProposed unanswered(FetchResult result) {
    return switch (result) {
      case FetchResult.Refused(_, var reason) ->
          new NotProposed(
              reason,
              reason.contains("robots.txt")
                  ? "give another address of the site that robots.txt allows, or ask the publisher"
                      + " to allow Herald"
                  : "Herald asks public web addresses only; fetch.allow-addresses in herald.yaml"
                      + " makes exceptions",
              true);
      case FetchResult.Failed failed -> new NotProposed(failed.reason(), adviceOn(failed), true);
      case FetchResult.NotModified(var url, _) ->
          new NotProposed(url + ": answers 304 unasked", "give another address of the site", true);
      case FetchResult.Fetched(var page) ->
          throw new IllegalArgumentException("was answered: " + page.url());
    };
  }

  private static String adviceOn(FetchResult.Failed failed) {
    return switch (failed.status()) {
      case 401, 403 -> "the publisher turns scripts away; write to them, or give their feed";
      case 404, 410 -> "there is no such page; give the site's home page";
      default ->
          failed.transientFailure()
              ? "try again later"
              : "open it in a browser; if it works there, give the address it ends at";
    };
  }

  static NotProposed guarded(FetchedPage page) {
    return new NotProposed(
        "%s: a page against bots, %s"
            .formatted(page.url(), new AnswerShape(page, List.of()).description()),
        "the publisher turns scripts away; write to them, or give their feed or sitemap",
        true);
  }

  static NotProposed scriptOnly(FetchedPage page) {
    return new NotProposed(
        page.url() + ": hardly any text or links without scripts, and no feed or sitemap",
        "look in the browser's network tab for the JSON that the page's scripts ask for, and give its"
            + " address, or write a source with kind: json",
        false);
  }

  static NotProposed withoutAddresses(FetchedPage page) {
    return new NotProposed(
        page.url() + ": is JSON, and no list in it gives each of its items an address",
        "write a source with kind: json, whose json.link makes an address of an item's values",
        false);
  }

  static NotProposed nothingListed(FetchedPage page) {
    return new NotProposed(
        page.url() + ": no feed, sitemap or listing was found from it",
        "give the page that lists the statements, or its feed",
        false);
  }

  static NotProposed unreadable(Tried tried) {
    Candidate candidate = tried.candidate();
    String why =
        tried.samples().stream()
            .flatMap(sample -> sample.problem().stream())
            .findFirst()
            .map(" (%s)"::formatted)
            .orElse("");
    return new NotProposed(
        "%s: names %d pages, and none of those tried reads as a statement%s"
            .formatted(candidate.discovery().url(), candidate.items().size(), why),
        "give the page that lists the statements, or look at one with herald try URL --as page",
        false);
  }
}
