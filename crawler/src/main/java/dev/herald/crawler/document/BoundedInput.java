package dev.herald.crawler.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that refuses to give more than so many bytes, for what unpacks to far more than it is.
final class BoundedInput extends FilterInputStream {
  private final long mostBytes;
  private long given;

  BoundedInput(InputStream in, long mostBytes) {
    super(in);
    this.mostBytes = mostBytes;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) count(1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) count(read);
    return read;
  }

  private void count(int bytes) throws IOException {
    given += bytes;
    if (given > mostBytes)
      throw new IOException("it unpacks to more than %d bytes".formatted(mostBytes));
  }
}
