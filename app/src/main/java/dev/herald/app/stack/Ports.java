package dev.herald.app.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports on loopback.
final class Ports {
  private Ports() {}

  /// Checks that a port is free.
  ///
  /// @param setting the setting that changes it, for the message
  /// @throws StackException naming the setting, if something listens there
  static void requireFree(int port, String setting) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StackException(
          "port %d is in use; stop what listens there, or set %s to another port"
              .formatted(port, setting),
          e);
    }
  }
}
