package dev.herald.crawler.state;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The crawler's memory in PostgreSQL. Thread-safe; every method of its parts is one transaction
/// and throws JDBI's unchecked exceptions when the database is away.
public final class CrawlState implements VisitState {
  private final Jdbi jdbi;
  private final StoredSources sources;
  private final StoredFrontier frontier;
  private final StoredStatements statements;
  private final SourceTemplates templates;
  private final StoredTrust trust;
  private final StoredFigures figures;
  private final StoredOverlaps overlaps;
  private final StoredFills fills;
  private final StoredForms forms;

  private CrawlState(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.sources = new StoredSources(jdbi);
    this.frontier = new StoredFrontier(jdbi);
    this.statements = new StoredStatements(jdbi);
    this.templates = new SourceTemplates(jdbi);
    this.trust = new StoredTrust(jdbi);
    this.figures = new StoredFigures(jdbi);
    this.overlaps = new StoredOverlaps(jdbi);
    this.fills = new StoredFills(jdbi);
    this.forms = new StoredForms(jdbi);
  }

  /// Brings the schema up to date and opens the memory.
  public static CrawlState open(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/crawler")
        .schemas("crawler")
        .defaultSchema("crawler")
        .load()
        .migrate();
    return new CrawlState(Jdbi.create(database));
  }

  /// What is remembered of sources.
  @Override
  public StoredSources sources() {
    return sources;
  }

  /// What is remembered of page templates.
  public SourceTemplates templates() {
    return templates;
  }

  /// URLs that wait.
  @Override
  public StoredFrontier frontier() {
    return frontier;
  }

  /// Known statements.
  @Override
  public StoredStatements statements() {
    return statements;
  }

  @Override
  public HostTrust trust() {
    return trust;
  }

  @Override
  public FillMemory fills() {
    return fills;
  }

  @Override
  public OverlapMemory overlaps() {
    return overlaps;
  }

  @Override
  public FigureMemory figures() {
    return figures;
  }

  @Override
  public FormMemory forms() {
    return forms;
  }

  /// When the next due statement or frontier URL of a source is due.
  public Optional<Instant> nextDue(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT LEAST(
                      (SELECT min(next_check_at) FROM crawler.statement WHERE source_id = :id),
                      (SELECT min(next_attempt_at) FROM crawler.frontier WHERE source_id = :id))
                    """)
                .bind("id", sourceId)
                .map((row, _) -> Optional.ofNullable(Columns.instant(row, 1)))
                .one());
  }
}
