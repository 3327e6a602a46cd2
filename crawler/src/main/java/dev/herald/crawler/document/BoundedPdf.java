package dev.herald.crawler.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;

/// PDFBox's parser with bounds: it unpacks whole streams into memory, so each is tried first
/// against a bound. Pictures are left out: their codecs would allocate whatever size they claim.
final class BoundedPdf extends PDFParser {
  private static final long MOST_BYTES_OF_STREAM = 16L << 20;
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_FILTERS = 4;
  private static final Set<COSName> PICTURES =
      Set.of(
          COSName.DCT_DECODE,
          COSName.DCT_DECODE_ABBREVIATION,
          COSName.JPX_DECODE,
          COSName.JBIG2_DECODE,
          COSName.CCITTFAX_DECODE,
          COSName.CCITTFAX_DECODE_ABBREVIATION);

  private final Bounds bounds;
  private long bytes;

  BoundedPdf(byte[] bytes, Bounds bounds) throws IOException {
    super(new RandomAccessReadBuffer(bytes));
    this.bounds = bounds;
  }

  /// Remembers that a bound was reached, since PDFBox only logs what is thrown at it and goes on.
  static final class Bounds {
    private Optional<IOException> first = Optional.empty();

    /// The exception to throw.
    IOException reached(String what) {
      var reached = new BoundReached(what);
      if (first.isEmpty()) first = Optional.of(reached);
      return reached;
    }

    /// The first bound that was reached.
    Optional<IOException> first() {
      return first;
    }
  }

  @Override
  protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
    COSStream stream = super.parseCOSStream(dictionary);
    return isPicture(stream) ? without(stream) : bounded(stream);
  }

  /// What is encrypted can be unpacked only now.
  @Override
  protected synchronized COSBase parseObjectDynamically(COSObjectKey key, boolean required)
      throws IOException {
    COSBase object = super.parseObjectDynamically(key, required);
    return object instanceof COSStream stream && document.isEncrypted() ? bounded(stream) : object;
  }

  private static boolean isPicture(COSStream stream) {
    return COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))
        || filters(stream).stream().anyMatch(PICTURES::contains);
  }

  private static COSStream without(COSStream picture) {
    var empty = new COSStream();
    for (COSName key : picture.keySet())
      if (!key.equals(COSName.FILTER) && !key.equals(COSName.DECODE_PARMS))
        empty.setItem(key, picture.getItem(key));
    return empty;
  }

  private COSStream bounded(COSStream stream) throws IOException {
    List<COSName> filters = filters(stream);
    if (filters.size() > MOST_FILTERS)
      throw bounds.reached("one of its parts is packed %d times".formatted(filters.size()));
    InputStream packed =
        stream.hasData() ? stream.createRawInputStream() : InputStream.nullInputStream();
    for (int i = 0; i < filters.size(); i++) {
      var unpacked = new ByteArrayOutputStream();
      try {
        FilterFactory.INSTANCE
            .getFilter(filters.get(i))
            .decode(packed, new Bounded(unpacked), stream, i);
      } catch (BoundReached e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // Broken streams are PDFBox's to mend or to skip; here only their size counts.
        return stream;
      }
      packed = new ByteArrayInputStream(unpacked.toByteArray());
    }
    return stream;
  }

  private static List<COSName> filters(COSStream stream) {
    var names = new ArrayList<COSName>();
    COSBase filters = stream.getFilters();
    if (filters instanceof COSName name) names.add(name);
    if (filters instanceof COSArray array)
      for (int i = 0; i < array.size(); i++)
        if (array.getObject(i) instanceof COSName name) names.add(name);
    return names;
  }

  /// Told apart from what a broken stream throws.
  private static final class BoundReached extends IOException {
    private static final long serialVersionUID = 1;

    BoundReached(String what) {
      super(what);
    }
  }

  private final class Bounded extends FilterOutputStream {
    private long ofStream;

    Bounded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      count(1);
      out.write(b);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      count(length);
      out.write(buffer, offset, length);
    }

    private void count(int length) throws IOException {
      ofStream += length;
      bytes += length;
      if (ofStream > MOST_BYTES_OF_STREAM) throw unpacks(MOST_BYTES_OF_STREAM);
      if (bytes > MOST_BYTES) throw unpacks(MOST_BYTES);
    }

    private IOException unpacks(long most) {
      return bounds.reached("it unpacks to more than %d bytes".formatted(most));
    }
  }
}
