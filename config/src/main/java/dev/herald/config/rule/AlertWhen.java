package dev.herald.config.rule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// Which turn of a statement a rule alerts on, as its revisions follow each other.
///
/// A withdrawn statement shows nothing: it disappears, and appears again when it is restored. A
/// revision that a rule's causes leave out tells nothing, but is the one before for the next: what
/// re-extraction brought to light was there before, and does not appear with the next edit.
public enum AlertWhen {
  /// Every revision that matches alerts.
  @JsonEnumDefaultValue
  @JsonProperty("matches")
  MATCHES,
  /// A revision alerts that matches where the revision before it did not, or where there was none.
  @JsonProperty("appears")
  APPEARS,
  /// A revision alerts that does not match, or is withdrawn, where the revision before it matched.
  @JsonProperty("disappears")
  DISAPPEARS
}
