package dev.herald.app.run;

/// A part of Herald that can run in a process of its own.
public enum Role {
  CRAWLER,
  INDEXER,
  DASHBOARD
}
