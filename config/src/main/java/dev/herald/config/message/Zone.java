package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// What part of a statement a block is.
///
/// A zone that a later version writes and this one does not know is read as [#PARAGRAPH], so its
/// text stays found.
public enum Zone {
  /// Running text of the statement.
  @JsonEnumDefaultValue
  @JsonProperty("paragraph")
  PARAGRAPH,
  /// A heading inside the body.
  @JsonProperty("heading")
  HEADING,
  /// List items or table rows, one a line.
  @JsonProperty("list")
  LIST,
  /// Words of somebody, given verbatim.
  @JsonProperty("quote")
  QUOTE,
  /// The issuing department.
  @JsonProperty("signature")
  SIGNATURE,
  /// Text repeated across the source's statements: kept, searchable as such, never alerting.
  @JsonProperty("boilerplate")
  BOILERPLATE,
  /// Press contacts.
  @JsonProperty("contact")
  CONTACT;

  /// Whether the block is the statement itself, which plain searches and rules read.
  public boolean isBody() {
    return switch (this) {
      case PARAGRAPH, HEADING, LIST, QUOTE -> true;
      case SIGNATURE, BOILERPLATE, CONTACT -> false;
    };
  }
}
