package dev.herald.crawler.render;

/// A page that could not be rendered; the message says why in one sentence. The browser is well.
final class RenderException extends Exception {
  private static final long serialVersionUID = 1;

  RenderException(String reason) {
    super(reason);
  }
}
