package dev.herald.config;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import dev.herald.config.rule.DigestTimes;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.source.PageSelector;
import dev.herald.config.source.YearlySpan;
import java.net.InetAddress;
import java.time.format.DateTimeFormatter;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What kind of text a text setting holds.
public enum Form {
  /// Any text.
  TEXT("text", "", "write it in one line") {
    @Override
    boolean fits(String text) {
      return true;
    }
  },
  /// Text without line breaks, as stands in a heading or in the subject of a mail.
  LINE(
      "one line of text",
      "[^\\p{Cntrl}]{1,200}",
      "write at most 200 characters without a line break"),
  /// A short name in lower case: `az-milli-majlis`, `press-release`.
  ID(
      "a short name",
      "[a-z0-9]+(-[a-z0-9]+)*",
      "use a to z, 0 to 9 and single dashes, at most 64 letters") {
    @Override
    boolean fits(String text) {
      return text.length() <= MAX_ID && super.fits(text);
    }
  },
  /// A web address without credentials.
  HTTP_URL(
      "a web address",
      "[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+([/?#]\\S*)?",
      "write https://host/path, without user and password"),
  /// A web or mail address.
  CONTACT(
      "a contact",
      "https?://[^\\s/?#@\\\\]+([/?#]\\S*)?|[^\\s@,;<>()]+@[^\\s@,;<>()]+",
      "write a web page or a mail address where a publisher reaches you"),
  /// A product token with an optional version.
  USER_AGENT(
      "a product token",
      "[A-Za-z][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)?",
      "write Name or Name/1.0; the contact is added by itself"),
  /// A mailbox, with or without a display name.
  MAIL_ADDRESS(
      "a mail address",
      "[^\\s@,;<>()\"]+@[^\\s@,;<>()\"]+|[^<>@\\p{Cntrl}]*<[^\\s@,;<>()\"]+@[^\\s@,;<>()\"]+>",
      "write desk@example.org"),
  /// A JDBC address of PostgreSQL.
  JDBC_URL("a PostgreSQL address", "jdbc:postgresql:\\S+", "write jdbc:postgresql://host/database"),
  /// A host name or address.
  HOST("a host", "[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?", "write a name or an address"),
  /// A host and a port.
  HOST_PORT("host:port", "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):\\d{1,5}", "write host:9092") {
    @Override
    boolean fits(String text) {
      return super.fits(text)
          && isPort(Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)));
    }
  },
  /// An address block.
  CIDR("an address block", "[0-9A-Fa-f:.]+/\\d{1,3}", "write 10.0.0.0/8") {
    @Override
    boolean fits(String text) {
      if (!super.fits(text)) return false;
      int slash = text.indexOf('/');
      try {
        int bits = InetAddress.ofLiteral(text.substring(0, slash)).getAddress().length * 8;
        return Integer.parseInt(text.substring(slash + 1)) <= bits;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  },
  /// A country code.
  COUNTRY("a country", "[A-Z]{2,3}", "write a two-letter code such as TR, or INT") {
    @Override
    boolean fits(String text) {
      return COUNTRIES.contains(text) || BEYOND_ISO.contains(text);
    }
  },
  /// A language tag.
  LANGUAGE("a language", "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "write a tag such as en or pt-BR") {
    @Override
    boolean fits(String text) {
      if (!super.fits(text)) return false;
      try {
        String primary = new Locale.Builder().setLanguageTag(text).build().getLanguage();
        return primary.length() == 3 || LANGUAGES.contains(primary);
      } catch (IllformedLocaleException _) {
        return false;
      }
    }
  },
  /// Days that return every year.
  YEARLY_SPAN(
      "a span of the year",
      "\\d\\d-\\d\\d\\.\\.\\d\\d-\\d\\d",
      "write its first and last day as month and day, as in 08-01..08-31") {
    @Override
    boolean fits(String text) {
      try {
        var _ = YearlySpan.parse(text);
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  },
  /// When a digest is told.
  DIGEST("a digest", "", "") {
    @Override
    Optional<Reading.Refused> check(String text) {
      try {
        var _ = DigestTimes.parse(text);
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return refuse(String.valueOf(e.getMessage()));
      }
    }
  },
  /// A regular expression of `java.util.regex`.
  REGEX("a regular expression", "", "") {
    @Override
    Optional<Reading.Refused> check(String text) {
      try {
        var _ = Pattern.compile(text);
        return Optional.empty();
      } catch (PatternSyntaxException e) {
        String why = e.getDescription().toLowerCase(Locale.ROOT);
        return refuse("position %d: %s".formatted(Math.max(0, e.getIndex()) + 1, why));
      }
    }
  },
  /// A JSONPath expression.
  JSON_PATH("a JSONPath", "", "write a path such as $.results[*]") {
    @Override
    boolean fits(String text) {
      try {
        JsonPath.compile(text);
        return true;
      } catch (InvalidPathException | IllegalArgumentException _) {
        return false;
      }
    }
  },
  /// A CSS selector.
  CSS("a CSS selector", "", "") {
    @Override
    Optional<Reading.Refused> check(String text) {
      return selector(text, PageSelector.Css.class, "write CSS such as .news-list h3 a");
    }
  },
  /// A CSS selector, an XPath expression or a range of the page.
  SELECTOR("a selector", "", "") {
    @Override
    Optional<Reading.Refused> check(String text) {
      return selector(text, PageSelector.class, "");
    }
  },
  /// A date pattern of `java.time`.
  DATE_PATTERN("a date pattern", "", "") {
    @Override
    Optional<Reading.Refused> check(String text) {
      try {
        var _ = DateTimeFormatter.ofPattern(text, Locale.ROOT);
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return refuse("%s; write a pattern such as d MMMM uuuu HH:mm".formatted(e.getMessage()));
      }
    }
  },
  /// A query that may alert.
  QUERY("a query", "", "") {
    @Override
    Optional<Reading.Refused> check(String text) {
      return switch (QueryParser.parseForRule(text)) {
        case ParsedQuery.Valid _ -> Optional.empty();
        case ParsedQuery.Invalid(var problems) -> {
          var first = problems.getFirst();
          yield refuse(
              "position %d: %s; %s".formatted(first.position(), first.reason(), first.hint()));
        }
      };
    }
  };

  private static final int MAX_ID = 64;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  // In daily use for bodies and places that ISO 3166-1 has no officially assigned code for.
  private static final List<String> BEYOND_ISO = List.of("INT", "EU", "XK");

  private final String noun;
  private final String pattern;
  private final String hint;
  private final Pattern compiled;

  Form(String noun, String pattern, String hint) {
    this.noun = noun;
    this.pattern = pattern;
    this.hint = hint;
    this.compiled = Pattern.compile(pattern);
  }

  /// The form as a noun phrase: `a web address`.
  public String noun() {
    return noun;
  }

  /// A regular expression that every such text matches as a whole, for editors; empty if none.
  String pattern() {
    return pattern;
  }

  /// Why `text` is not of this form; empty if it is.
  Optional<Reading.Refused> check(String text) {
    return fits(text) ? Optional.empty() : refuse(hint);
  }

  Optional<Reading.Refused> refuse(String hint) {
    return Optional.of(new Reading.Refused(noun, hint));
  }

  Optional<Reading.Refused> selector(String text, Class<? extends PageSelector> kind, String hint) {
    try {
      return kind.isInstance(PageSelector.parse(text)) ? Optional.empty() : refuse(hint);
    } catch (IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  boolean fits(String text) {
    return compiled.matcher(text).matches();
  }

  static boolean isPort(int port) {
    return port > 0 && port <= MAX_PORT;
  }
}
