package dev.herald.crawler.template;

/// What a template has a place for.
public enum Field {
  TITLE,
  DATE,
  BODY,
  SIGNATURE
}
