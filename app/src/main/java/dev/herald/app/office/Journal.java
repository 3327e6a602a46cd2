package dev.herald.app.office;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// `journal.jsonl`: what the office did, one JSON line each, on disk before it shows.
///
/// A line that a killed process left unfinished is cut off at the next start: it never showed.
final class Journal implements AutoCloseable {
  private static final ObjectWriter WRITER =
      MessageCodec.mapper().writerFor(new TypeReference<JournalEvent>() {});

  private final FileChannel file;

  private Journal(FileChannel file) {
    this.file = file;
  }

  /// Reads what happened before; nothing, if there is no journal yet.
  ///
  /// @throws IOException naming the line, if one cannot be read
  static List<JournalEvent> read(Path path) throws IOException {
    if (Files.notExists(path)) return List.of();
    byte[] bytes = Files.readAllBytes(path);
    List<JournalEvent> events = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') continue;
      String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
      try {
        events.add(MessageCodec.mapper().readValue(line, JournalEvent.class));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s:%d: not a line of the press office's journal; delete the file to start afresh"
                .formatted(path, events.size() + 1),
            e);
      }
      start = i + 1;
    }
    if (start < bytes.length) cut(path, start);
    return events;
  }

  /// Opens for appending.
  static Journal open(Path path) throws IOException {
    return new Journal(
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /// Writes events and returns once they are on disk.
  void append(List<? extends JournalEvent> events) throws IOException {
    var lines = new StringBuilder();
    for (JournalEvent event : events) lines.append(WRITER.writeValueAsString(event)).append('\n');
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
    while (bytes.hasRemaining()) file.write(bytes);
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static void cut(Path path, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
