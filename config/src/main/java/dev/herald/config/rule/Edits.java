package dev.herald.config.rule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// How much an edit must change before a rule alerts on it. An edit that changes nothing of what a
/// rule can see never alerts.
public enum Edits {
  /// Anything that a rule can see: title, body, attachments, signature, what is known of it.
  @JsonEnumDefaultValue
  @JsonProperty("any")
  ANY,
  /// Letters or figures of the body or of an attachment; not the title alone, nor punctuation.
  @JsonProperty("body")
  BODY,
  /// Letters of the body or of an attachment; not figures alone.
  @JsonProperty("words")
  WORDS
}
