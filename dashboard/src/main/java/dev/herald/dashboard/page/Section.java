package dev.herald.dashboard.page;

/// The parts of the dashboard that its navigation names.
public enum Section {
  SEARCH("/", "Search"),
  SOURCES("/sources", "Sources"),
  LEDGER("/ledger", "Ledger"),
  RULES("/rules", "Rules"),
  API("/api", "API"),
  /// A page that belongs to none of them.
  NONE("", "");

  private final String path;
  private final String label;

  Section(String path, String label) {
    this.path = path;
    this.label = label;
  }

  /// Where it is.
  public String path() {
    return path;
  }

  /// Its name in the navigation.
  public String label() {
    return label;
  }
}
