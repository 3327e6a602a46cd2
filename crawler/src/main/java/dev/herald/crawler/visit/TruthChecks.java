package dev.herald.crawler.visit;

import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;
import java.util.Optional;

/// Decides whether a host is asked conditionally. Now and then none is, and one whose "not
/// modified" is seen to have hidden a change loses that privilege for all its pages.
final class TruthChecks {
  private static final Duration DISTRUSTED = Duration.ofDays(30);

  private final Workshop shop;

  TruthChecks(Workshop shop) {
    this.shop = shop;
  }

  /// A copy that is known.
  ///
  /// @param validators it came with
  /// @param unmodified how often in a row its host has said since that it still stands
  record Copy(Validators validators, int unmodified) {
    private boolean hasValidators() {
      return validators.etag().isPresent() || validators.lastModified().isPresent();
    }
  }

  /// What to ask with; empty for a request without conditions.
  Optional<Validators> condition(FetchRequest request, Copy copy) {
    int every = shop.settings().unconditionalEvery();
    return (every == 0 || copy.unmodified() < every) && copy.hasValidators() && isTrusted(request)
        ? Optional.of(copy.validators())
        : Optional.empty();
  }

  private boolean isTrusted(FetchRequest request) {
    return shop.state().trust().isTrusted(RobotsAuthority.of(request.url()), shop.now());
  }

  /// Looks, after an unconditional answer that held a change, whether the host had hidden it: by
  /// the same validators for another content, or by calling the old ones good still.
  ///
  /// @param request that was answered
  /// @param copy that was known before
  /// @param answered validators of the answer
  void changed(FetchRequest request, Copy copy, Validators answered, Tally tally) {
    if (request.validators().isPresent() || copy.unmodified() == 0 || !copy.hasValidators()) return;
    if (!isTrusted(request)) return;
    if (answered.equals(copy.validators()) || isStillGood(request, copy, tally))
      shop.state().trust().distrust(RobotsAuthority.of(request.url()), shop.now().plus(DISTRUSTED));
  }

  private boolean isStillGood(FetchRequest request, Copy copy, Tally tally) {
    FetchResult result = shop.fetcher().fetch(request.conditional(copy.validators()));
    tally.answer(result);
    return result instanceof FetchResult.NotModified;
  }
}
