package dev.herald.app.office;

import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement.Translation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Everything the office ever published, as a perfect reader would know it. Immutable.
///
/// @param statements by institution, then by number, then by language
public record Oracle(List<Entry> statements) {
  public Oracle {
    statements = List.copyOf(statements);
  }

  /// The statement at a URL.
  public Optional<Entry> find(String url) {
    return statements.stream().filter(entry -> entry.url().equals(url)).findFirst();
  }

  /// One statement.
  ///
  /// @param institution id, which is also the id of its source
  /// @param number counts the institution's publications from 1
  /// @param url canonical
  /// @param language BCP 47
  /// @param versions oldest first; the last one shows now, or showed until it was withdrawn
  /// @param signature lines parted by line feeds
  /// @param about what stands in the article of every page of the site
  /// @param printed the time as the page prints it; empty where it prints none
  /// @param date that the page says, in the institution's zone
  /// @param instant that the page says, cut to the minute; empty where it says only a date
  /// @param precision of what the page says
  /// @param publishedAt when it really was published
  /// @param state where it stands now
  /// @param translations the same statement in the institution's other languages
  /// @param annex address of its PDF
  public record Entry(
      String institution,
      int number,
      String url,
      String language,
      List<Version> versions,
      Optional<String> signature,
      Optional<String> about,
      Optional<String> printed,
      LocalDate date,
      Optional<Instant> instant,
      PublicationTime.Precision precision,
      Instant publishedAt,
      State state,
      List<Translation> translations,
      Optional<String> annex) {
    public Entry {
      versions = List.copyOf(versions);
      translations = List.copyOf(translations);
    }

    /// The version that shows now.
    public Version latest() {
      return versions.getLast();
    }
  }

  /// One version of a statement.
  ///
  /// @param revision counts from 1
  /// @param at when it was put there
  public record Version(int revision, Instant at, String title, List<Paragraph> paragraphs) {
    public Version {
      paragraphs = List.copyOf(paragraphs);
    }
  }

  /// One paragraph or heading of the body.
  ///
  /// @param quotations verbatim speech in `text`, in order
  public record Paragraph(boolean heading, String text, List<Quotation> quotations) {
    public Paragraph {
      quotations = List.copyOf(quotations);
    }
  }

  /// Whether a statement can be read.
  public enum State {
    /// Its page is there.
    PUBLISHED,
    /// Its page answers 404.
    NOT_FOUND,
    /// Its page answers 410.
    GONE,
    /// Its page answers 200 and says that it is missing.
    SOFT_NOT_FOUND
  }
}
