package dev.herald.app.stack;

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

  /// Never null: both constructors ask for it.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
