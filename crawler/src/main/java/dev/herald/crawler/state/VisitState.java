package dev.herald.crawler.state;

/// What visits remember from one to the next.
///
/// [CrawlState] keeps it in PostgreSQL; a simulated year keeps it in memory, behind the same
/// visits. Thread-safe.
public interface VisitState {
  /// What is remembered of sources.
  SourceMemory sources();

  /// URLs that wait.
  Frontier frontier();

  /// Known statements.
  StatementMemory statements();

  /// Hosts whose conditional answers are believed.
  HostTrust trust();

  /// How often pages show each field.
  FillMemory fills();

  /// Which discovery listed what.
  OverlapMemory overlaps();

  /// Figures that grew on pages.
  FigureMemory figures();

  /// Texts that statements had before.
  FormMemory forms();
}
