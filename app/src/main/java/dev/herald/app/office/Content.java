package dev.herald.app.office;

import dev.herald.config.message.Block.Quotation;
import java.util.List;

/// What one version of a statement says.
record Content(String title, List<Paragraph> paragraphs) {
  Content {
    paragraphs = List.copyOf(paragraphs);
  }

  /// One paragraph or heading.
  record Paragraph(boolean heading, String text, List<Quotation> quotations) {
    Paragraph {
      quotations = List.copyOf(quotations);
    }
  }

  /// How a publisher changes a statement without a word.
  enum Edit {
    /// A figure changes wherever it stands.
    FIGURE,
    /// A paragraph is added at the end.
    ADDITION,
    /// A paragraph is taken away.
    CUT
  }
}
