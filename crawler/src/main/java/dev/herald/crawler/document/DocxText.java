package dev.herald.crawler.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the text of a Word document (ECMA-376, WordprocessingML) as a stream, in bounded memory.
///
/// Apache POI would do it too, with 16 MB of libraries and the whole document as a tree; the text
/// alone stands in one part, as `w:t` inside `w:p`. Left out is what was deleted or moved away, and
/// the second form of text boxes for old programs.
final class DocxText {
  private static final Pattern MAIN_PART = Pattern.compile("word/document\\d*\\.xml");
  private static final int MOST_PARTS = 10_000;
  private static final long MOST_BYTES = 64L << 20;

  private DocxText() {}

  /// Whether an archive is a Word document.
  static boolean isDocx(byte[] bytes, String declared) {
    return declared.endsWith("wordprocessingml.document")
        || new String(bytes, StandardCharsets.ISO_8859_1).contains("word/document");
  }

  static String read(byte[] bytes) throws IOException {
    try (var parts = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      var unpacked = new BoundedInput(parts, MOST_BYTES);
      for (int i = 0; i < MOST_PARTS; i++) {
        ZipEntry part = parts.getNextEntry();
        if (part == null) throw new IOException("it has no main part");
        if (MAIN_PART.matcher(part.getName()).matches()) return text(unpacked);
        // What is passed over is unpacked too, and counts.
        unpacked.transferTo(OutputStream.nullOutputStream());
      }
    }
    throw new IOException("it has more than %d parts".formatted(MOST_PARTS));
  }

  private static String text(InputStream part) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(part);
      var text = new StringBuilder();
      while (xml.hasNext() && text.length() < DocumentText.MAX_CHARS)
        switch (xml.next()) {
          case XMLStreamConstants.DTD -> throw new IOException("it declares a DTD");
          case XMLStreamConstants.START_ELEMENT -> start(xml, text);
          case XMLStreamConstants.END_ELEMENT -> {
            if (xml.getLocalName().equals("p")) text.append('\n');
          }
          default -> {}
        }
      return text.toString();
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException reason) throw reason;
      throw new IOException(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    }
  }

  private static void start(XMLStreamReader xml, StringBuilder text)
      throws XMLStreamException, IOException {
    switch (xml.getLocalName()) {
      case "t" -> read(xml, text);
      case "tab" -> text.append('\t');
      case "br", "cr" -> text.append('\n');
      case "moveFrom", "del", "Fallback" -> skip(xml);
      default -> {}
    }
  }

  /// Takes the letters of one run, and whatever elements stand in it, to its end.
  private static void read(XMLStreamReader xml, StringBuilder text)
      throws XMLStreamException, IOException {
    for (int depth = 1; depth > 0; )
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
          text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
          if (text.length() > DocumentText.MAX_CHARS) return;
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new IOException("it refers to an entity");
        default -> {}
      }
  }

  private static void skip(XMLStreamReader xml) throws XMLStreamException {
    for (int depth = 1; depth > 0; )
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
  }
}
