package dev.herald.app.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a look at one discovery of a source ended.
public enum CheckOutcome {
  /// It answers, names statements, and one of them reads.
  OK,
  /// The publisher turns us away (401, 403).
  FORBIDDEN,
  /// HTML where a feed or sitemap is expected, often a page against bots, whatever its type says.
  HTML_FOR_FEED,
  /// A page against bots, with status 200, where a listing or a statement is expected.
  GUARDED,
  /// A listing with hardly any text or links: a browser's scripts would fill it.
  SCRIPT_ONLY,
  /// It answers and names no statement.
  NOTHING_LISTED,
  /// It names a statement whose page cannot be read as one.
  UNREADABLE,
  /// Its newest statement is older than asked for.
  STALE,
  /// It gives less than when it was added, by the expectation beside its file.
  BELOW_EXPECTED,
  /// It has moved for good; the report says where.
  MOVED,
  /// The certificate is expired, for another host, or of nobody known.
  CERTIFICATE,
  /// robots.txt keeps us out.
  ROBOTS,
  /// No complete answer: no such host, no connection, silence.
  NO_ANSWER,
  /// Any other status, such as 404 or 503.
  HTTP_ERROR;

  /// The outcome as it is printed: `html-for-feed`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
