package dev.herald.crawler.fetch;

import okhttp3.HttpUrl;

/// Is told of every exchange that gives no page, of every request without an answer, and of every
/// refusal by robots.txt, so that all we asked of a publisher can be kept. Called on the fetching
/// thread; must not throw.
public interface Witness {
  /// Keeps nothing.
  Witness NONE =
      new Witness() {
        @Override
        public void answered(FetchedPage answer) {
          // Whoever tries a source out leaves no trace.
        }

        @Override
        public void unanswered(HttpUrl url, String robots, String reason) {
          // As above.
        }

        @Override
        public void refused(HttpUrl url, String robots) {
          // As above.
        }
      };

  /// An answer that no [FetchResult.Fetched] carries: robots.txt, 304, a redirect, an error.
  ///
  /// @param answer of any status; its body is empty unless the status is 200–299
  void answered(FetchedPage answer);

  /// We asked, and no answer came that may be kept: none at all, none whole, or one over a bound.
  ///
  /// @param robots the decision that let us ask
  /// @param reason one sentence
  void unanswered(HttpUrl url, String robots, String reason);

  /// We did not ask, because robots.txt forbids it or cannot be known.
  ///
  /// @param robots the decision, and the rule it rests on
  void refused(HttpUrl url, String robots);
}
