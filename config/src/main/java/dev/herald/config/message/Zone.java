package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What part of a statement a block is.
public enum Zone {
  /// Running text of the statement.
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
