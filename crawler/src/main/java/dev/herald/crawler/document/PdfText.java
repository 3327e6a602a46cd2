package dev.herald.crawler.document;

import dev.herald.crawler.document.BoundedPdf.Bounds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/// Reads the text of a PDF's first pages, in bounded memory and work.
final class PdfText {
  private static final int MAX_PAGES = 200;

  /// Far more than pages of text take; parts that draw each other could go on for ever.
  private static final int MOST_STEPS = 2_000_000;

  private static final int MOST_GLYPHS = 1_000_000;
  private static final Duration MOST_TIME = Duration.ofSeconds(20);

  private PdfText() {}

  static String read(byte[] bytes) throws IOException {
    var bounds = new Bounds();
    try (PDDocument document = new BoundedPdf(bytes, bounds).parse()) {
      var stripper = new BoundedStripper(bounds);
      stripper.setEndPage(MAX_PAGES);
      String text = stripper.getText(document);
      // What the parts within the bounds say is worth more than nothing.
      if (text.isBlank() && bounds.first().isPresent()) throw bounds.first().get();
      return text;
    }
  }

  private static final class BoundedStripper extends PDFTextStripper {
    private final Bounds bounds;
    private final long start = System.nanoTime();
    private int steps;
    private int glyphs;
    private int kept;

    BoundedStripper(Bounds bounds) {
      this.bounds = bounds;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      if (++steps > MOST_STEPS)
        throw bounds.reached("it takes more than %d steps to draw".formatted(MOST_STEPS));
      if (System.nanoTime() - start > MOST_TIME.toNanos())
        throw bounds.reached(
            "it takes longer than %d seconds to draw".formatted(MOST_TIME.toSeconds()));
      super.processOperator(operator, operands);
    }

    @Override
    protected void showGlyph(Matrix place, PDFont font, int code, Vector displacement)
        throws IOException {
      if (++glyphs > MOST_GLYPHS)
        throw bounds.reached("it draws more than %d letters".formatted(MOST_GLYPHS));
      super.showGlyph(place, font, code, displacement);
    }

    @Override
    protected void processTextPosition(TextPosition glyph) {
      // The text is cut there anyway, and a page's glyphs are all held until its end.
      if (++kept <= DocumentText.MAX_CHARS) super.processTextPosition(glyph);
    }
  }
}
