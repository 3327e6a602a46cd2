package dev.herald.config.rule;

import java.util.Arrays;
import java.util.Optional;

/// The fields a query can name.
public enum QueryField {
  /// No field named: title, body and attachments.
  ANY("", Kind.TEXT),
  TITLE("title", Kind.TEXT),
  BODY("body", Kind.TEXT),
  /// Verbatim speech.
  QUOTE("quote", Kind.TEXT),
  SIGNATURE("signature", Kind.TEXT),
  /// Titles and texts of the files that belong to a statement, words as written.
  ATTACHMENT("attachment", Kind.TEXT),
  /// Text repeated on every page of a source; rules must not name it.
  BOILERPLATE("boilerplate", Kind.TEXT),
  /// Words of the institution's name.
  INSTITUTION("institution", Kind.TEXT),
  /// Id of the source.
  SOURCE("source", Kind.KEYWORD),
  /// Upper case, as in `TR`.
  COUNTRY("country", Kind.KEYWORD),
  INSTITUTION_TYPE("institution-type", Kind.KEYWORD),
  /// Lower case, as in `pt-br`; a primary tag stands for all its regions.
  LANGUAGE("language", Kind.KEYWORD),
  TYPE("type", Kind.KEYWORD),
  CAUSE("cause", Kind.KEYWORD),
  /// The canonical URL.
  URL("url", Kind.KEYWORD),
  /// Id of the statement.
  ID("id", Kind.KEYWORD),
  PUBLISHED("published", Kind.DATE);

  private final String key;
  private final Kind kind;

  QueryField(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /// The name as written in queries; empty for [#ANY].
  public String key() {
    return key;
  }

  /// How its values are compared.
  public Kind kind() {
    return kind;
  }

  /// The field of that name, exactly as written; never [#ANY].
  public static Optional<QueryField> find(String key) {
    return Arrays.stream(values()).filter(f -> f != ANY && f.key.equals(key)).findFirst();
  }

  /// How the values of a field are compared.
  public enum Kind {
    /// Word by word, as the language's analyzer reads them.
    TEXT,
    /// As a whole, letter by letter.
    KEYWORD,
    /// As an instant.
    DATE
  }
}
