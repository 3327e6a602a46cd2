package dev.herald.app.stack;

import dev.herald.config.HeraldConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// Ports on loopback.
public final class Ports {
  /// How long the server of a Herald that was killed may take to go.
  private static final Duration FAREWELL = Duration.ofSeconds(20);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private Ports() {}

  /// Waits a while for a port that an orphan of an earlier Herald may still hold.
  ///
  /// @param setting the setting that changes it, for the message
  /// @throws StackException naming the setting, if something goes on listening there
  static void awaitFree(int port, String setting) {
    long end = System.nanoTime() + FAREWELL.toNanos();
    while (true) {
      try {
        requireFree(port, setting);
        return;
      } catch (StackException e) {
        if (System.nanoTime() > end) throw e;
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackException("interrupted while port %d was held".formatted(port), e);
      }
    }
  }

  /// Checks that a port on loopback is free.
  ///
  /// @param setting the setting that changes it, for the message
  /// @throws StackException naming the setting, if something listens there
  public static void requireFree(int port, String setting) {
    try {
      bind(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new StackException(
          "port %d is in use; stop what listens there, or set %s to another port"
              .formatted(port, setting),
          e);
    }
  }

  /// Checks that the dashboard could listen, before anything of which it is the last part starts.
  ///
  /// @throws StackException naming the settings, if it could not
  public static void requireFree(HeraldConfig.Dashboard settings) {
    try {
      bind(InetAddress.getByName(settings.host()), settings.port());
    } catch (IOException e) {
      throw new StackException(
          "port %d on %s cannot be had (%s); stop what listens there, or set dashboard.port or"
              .concat(" dashboard.host")
              .formatted(settings.port(), settings.host(), e.getMessage()),
          e);
    }
  }

  private static void bind(InetAddress address, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    }
  }
}
