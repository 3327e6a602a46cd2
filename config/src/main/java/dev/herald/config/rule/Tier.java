package dev.herald.config.rule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// How soon somebody has to act on a rule's alerts, most urgent first.
public enum Tier {
  /// At once: mail says so in its subject and its headers.
  @JsonProperty("urgent")
  URGENT,
  @JsonEnumDefaultValue
  @JsonProperty("normal")
  NORMAL,
  /// For the record; mail is marked as of low importance.
  @JsonProperty("background")
  BACKGROUND
}
