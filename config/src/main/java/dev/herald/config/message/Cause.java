package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a revision exists. Every alert is gated on it.
///
/// A cause that a later version writes and this one does not know is read as [#REEXTRACTED]:
/// stored, and alerting only where somebody asked for it.
public enum Cause {
  /// Seen for the first time.
  @JsonProperty("published")
  PUBLISHED,
  /// The publisher changed the content.
  @JsonProperty("edited")
  EDITED,
  /// Our extractor, the source's selectors or its learned boilerplate changed; the page did not.
  @JsonEnumDefaultValue
  @JsonProperty("reextracted")
  REEXTRACTED,
  /// The same statement now stands at another URL.
  @JsonProperty("moved")
  MOVED,
  /// The publisher took it down, confirmed by several checks.
  @JsonProperty("withdrawn")
  WITHDRAWN,
  /// It came back after a withdrawal.
  @JsonProperty("restored")
  RESTORED,
  /// Published before the source was watched, and loaded later.
  @JsonProperty("backfilled")
  BACKFILLED
}
