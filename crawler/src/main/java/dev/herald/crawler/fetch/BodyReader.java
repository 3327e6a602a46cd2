package dev.herald.crawler.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/// Reads a body within bounds, undoing its one encoding and counting bytes on both sides.
final class BodyReader {
  /// How much larger than its wire form a body may grow; pages stay under 60, bombs reach 1,000.
  private static final long MAX_RATIO = 200;

  private static final long RATIO_COUNTS_FROM = 1L << 20;

  /// A body, read whole or, where that was asked for, to the bound.
  record Body(ByteString bytes, long wireBytes) {}

  /// A body that will not be read, which is the page's fault and stays so.
  static final class RefusedBodyException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedBodyException(String reason) {
      super(reason);
    }
  }

  private BodyReader() {}

  /// Reads and decodes.
  ///
  /// @param maxBytes most bytes after decoding
  /// @param cut whether a longer body is cut at the bound instead of refused
  /// @throws RefusedBodyException if the body is over a bound or in an unknown encoding
  /// @throws IOException if it is cut off or broken
  static Body read(InputStream wire, Headers headers, long maxBytes, boolean cut)
      throws IOException {
    List<String> encodings =
        headers.values("Content-Encoding").stream()
            .flatMap(value -> List.of(value.split(",", 10)).stream())
            .map(value -> value.strip().toLowerCase(Locale.ROOT))
            .filter(value -> !value.isEmpty() && !value.equals("identity"))
            .toList();
    if (encodings.size() > 1) throw new RefusedBodyException("body is encoded more than once");
    Counted counted = new Counted(wire);
    Buffer out = new Buffer();
    boolean plain = encodings.isEmpty();
    if (plain) copy(counted, counted, out, maxBytes, cut, false);
    else
      try (Decoded decoded = decoded(encodings.getFirst(), counted)) {
        copy(decoded.stream(), counted, out, maxBytes, cut, true);
      } catch (ZipException e) {
        throw new ProtocolException("the compressed body is broken: " + e.getMessage());
      }
    return new Body(out.readByteString(), counted.bytes);
  }

  private record Decoded(InputStream stream, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  private static Decoded decoded(String encoding, InputStream wire) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> {
        GZIPInputStream gzip = new GZIPInputStream(new Unclosed(wire));
        yield new Decoded(gzip, () -> close(gzip));
      }
      case "deflate" -> {
        // "deflate" is zlib by the standard and bare by some servers; the first two bytes tell.
        PushbackInputStream pushback = new PushbackInputStream(wire, 2);
        byte[] head = pushback.readNBytes(2);
        pushback.unread(head);
        boolean zlib =
            head.length == 2
                && (head[0] & 0x0F) == 8
                && (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        yield new Decoded(new InflaterInputStream(pushback, inflater), inflater::end);
      }
      default -> throw new RefusedBodyException("body is in an encoding that was not asked for");
    };
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(
      InputStream in, Counted wire, Buffer out, long maxBytes, boolean cut, boolean encoded)
      throws IOException {
    byte[] chunk = new byte[16 << 10];
    while (out.size() <= maxBytes) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, maxBytes + 1 - out.size()));
      if (read <= 0) return;
      out.write(chunk, 0, read);
      if (encoded && !cut && out.size() >= RATIO_COUNTS_FROM && out.size() / MAX_RATIO > wire.bytes)
        throw new RefusedBodyException(
            "body grows more than %d times when decompressed".formatted(MAX_RATIO));
      if (out.size() > maxBytes) break;
    }
    if (!cut)
      throw new RefusedBodyException("body is over the limit of %d bytes".formatted(maxBytes));
    Buffer head = new Buffer();
    head.write(out, maxBytes);
    out.clear();
    out.writeAll(head);
  }

  /// Counts what is read from the wire.
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream wire) {
      super(wire);
    }

    @Override
    public int read() throws IOException {
      int unit = super.read();
      if (unit >= 0) bytes++;
      return unit;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      if (read > 0) bytes += read;
      return read;
    }
  }

  /// Keeps the wire open when a decoder is closed: the response owns it.
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream wire) {
      super(wire);
    }

    @Override
    public void close() {
      // The response closes the wire.
    }
  }
}
