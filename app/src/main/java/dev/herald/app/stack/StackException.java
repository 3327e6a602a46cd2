package dev.herald.app.stack;

import java.nio.file.Path;
import java.util.Objects;

/// An engine cannot start: the message says what, where and what to do.
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// With a message for the person who started Herald.
  public StackException(String message) {
    super(message);
  }

  /// With the failure it comes from.
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }

  /// For an engine that does not start on its files, most of whose failures name a path alone.
  static StackException ofEngine(String engine, Path folder, Exception cause) {
    return new StackException(
        "%s: does not start in %s: %s; see that it can be written, or choose another --data"
            .formatted(engine, folder, cause),
        cause);
  }

  /// Never null: both constructors ask for it.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
