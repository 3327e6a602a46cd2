package dev.herald.indexer.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/// A mail server on loopback that refuses recipients, or leaves a client without an answer.
final class PlayedMailServer implements AutoCloseable {
  /// The end of a mail's text, where others have a command.
  static final String END = ".";

  private final ServerSocket socket;
  private final Map<String, String> answers;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final Semaphore held = new Semaphore(0);
  private volatile String silentAt = "";

  /// A mail that was taken.
  record Mail(List<String> recipients, String text) {}

  /// @param answers to `RCPT`, such as `550 no such user`, by address; others are taken
  PlayedMailServer(Map<String, String> answers) throws IOException {
    this.answers = answers;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  List<Mail> mails() {
    return mails;
  }

  /// Leaves the next client that says this without an answer for ever.
  void staySilentAt(String command) {
    silentAt = command;
  }

  /// Waits until a client waits for the answer that it does not get.
  void awaitWaitingClient() throws InterruptedException {
    held.acquire();
  }

  private void serve() {
    while (true) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException e) {
        if (socket.isClosed()) return;
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
    List<String> recipients = new ArrayList<>();
    say(out, "220 mail.example");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String command = line.split("[ :]", 2)[0];
      if (isSilentAt(command, in)) return;
      switch (command) {
        case "RCPT" -> {
          String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
          String answer = answers.getOrDefault(address, "250 taken");
          if (answer.startsWith("250")) recipients.add(address);
          say(out, answer);
        }
        case "DATA" -> {
          say(out, "354 go on");
          mails.add(new Mail(List.copyOf(recipients), text(in)));
          if (isSilentAt(END, in)) return;
          say(out, "250 delivered");
        }
        case "RSET" -> {
          recipients.clear();
          say(out, "250 forgotten");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 fine");
      }
    }
  }

  private static String text(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(END)) return text.toString();
      text.append(line).append('\n');
    }
    throw new IOException("the client is gone");
  }

  private boolean isSilentAt(String command, BufferedReader in) throws IOException {
    if (!command.equals(silentAt)) return false;
    silentAt = "";
    held.release();
    while (in.readLine() != null) {}
    return true;
  }

  private static void say(PrintWriter out, String line) {
    out.print(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
