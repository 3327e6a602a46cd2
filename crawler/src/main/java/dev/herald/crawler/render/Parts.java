package dev.herald.crawler.render;

import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.fetch.Witness;
import dev.herald.crawler.render.ScriptMemory.Known;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okio.ByteString;

/// Fetches what the scripts of pages ask for, as politely as any page, and has it witnessed.
/// Thread-safe.
final class Parts {
  private static final Set<String> NOT_FOR_SCRIPTS =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-security-policy",
          "refresh",
          "set-cookie",
          "strict-transport-security",
          "transfer-encoding");

  /// Fetches the parts of one page.
  interface OfPage {
    Part fetch(HttpUrl url, boolean script);
  }

  private final Fetcher fetcher;
  private final Witness witness;
  private final Clock clock;
  private final ScriptMemory scripts = new ScriptMemory();

  Parts(Fetcher fetcher, Witness witness, Clock clock) {
    this.fetcher = fetcher;
    this.witness = witness;
    this.clock = clock;
  }

  /// Of a page, as patient and as ready to give way as it is.
  OfPage of(FetchRequest page) {
    return (url, script) -> fetch(url, script, page);
  }

  /// Data is asked for anew each time; a script is not while it is fresh.
  private Part fetch(HttpUrl url, boolean script, FetchRequest page) {
    Optional<Known> known = script ? scripts.find(url) : Optional.empty();
    if (known.isPresent() && known.get().isFresh(clock.instant()))
      return answer(known.get().script());
    Optional<Validators> validators = known.map(Known::script).map(FetchedPage::validators);
    FetchRequest request =
        new FetchRequest(url, Kind.PART, validators, page.delay(), page.givesWay(), false);
    return switch (fetcher.fetch(request)) {
      case FetchResult.Fetched(var part) -> {
        witness.answered(part);
        if (script) scripts.remember(url, part, clock.instant());
        yield answer(part);
      }
      case FetchResult.NotModified _ when known.isPresent() -> {
        scripts.remember(url, known.get().script(), clock.instant());
        yield answer(known.get().script());
      }
      case FetchResult.NotModified _ -> new Part.Withheld(url + ": answers 304 unasked", true);
      case FetchResult.Refused refused -> new Part.Withheld(refused.reason(), false);
      // Scripts often ask for what may be missing, and do without.
      case FetchResult.Failed failed when failed.status() >= 400 && !failed.transientFailure() ->
          new Part.Answer(failed.status(), Map.of(), ByteString.EMPTY);
      case FetchResult.Failed failed ->
          new Part.Withheld(failed.reason(), failed.transientFailure());
    };
  }

  private static Part answer(FetchedPage page) {
    Map<String, String> headers = new LinkedHashMap<>(page.headers());
    headers
        .keySet()
        .removeIf(name -> NOT_FOR_SCRIPTS.contains(name) || name.startsWith("access-control-"));
    return new Part.Answer(page.status(), headers, page.body());
  }
}
