package dev.herald.crawler.document;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// Reads the text of a PDF's first pages.
final class PdfText {
  private static final int MAX_PAGES = 200;

  private PdfText() {}

  static String read(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setEndPage(MAX_PAGES);
      return stripper.getText(document);
    }
  }
}
