package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Hashes;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import okio.ByteString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that statements link, from real visits.
class AttachmentsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final String GERMAN =
      "Der Ausschuss hat den Bericht zum Hafen angenommen. Er nennt, was an den Mauern und an den"
          + " Kranen zu tun ist, und wer es zu bezahlen hat, wenn die Stadt das Geld nicht gibt.";

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder.resolve("archive"));
  }

  @Test
  void aFileIsADocumentOfItsOwn() throws IOException {
    byte[] pdf = pdf(GERMAN);
    world.site.bytes("/files/report.pdf", "application/octet-stream", ByteString.of(pdf));

    Attachment file = attachment("/files/report.pdf");

    assertThat(file.title()).isEqualTo("The report");
    assertThat(file.mediaType()).isEqualTo("application/pdf");
    assertThat(file.sha256()).contains(Hashes.sha256(pdf));
    assertThat(file.language()).isEqualTo("de");
    assertThat(file.text()).isEqualTo(GERMAN);
    assertThat(file.problem()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithTheReason() throws IOException {
    world.site.bytes("/files/report.pdf", "application/pdf", ByteString.encodeUtf8("%PDF-1.7 no"));

    Attachment broken = attachment("/files/report.pdf");

    assertThat(broken.sha256()).isPresent();
    assertThat(broken.text()).isEmpty();
    assertThat(broken.problem())
        .hasValueSatisfying(why -> assertThat(why).startsWith("the PDF cannot be read: "));
  }

  @Test
  void aFileThatIsNotThereIsNamedWithTheReason() throws IOException {
    Attachment gone = attachment("/files/gone.pdf");

    assertThat(gone.sha256()).isEmpty();
    assertThat(gone.problem()).hasValueSatisfying(why -> assertThat(why).contains("404"));
  }

  private Attachment attachment(String path) throws IOException {
    world.site.feed("/feed.xml", List.of("/s/1"));
    String link = "<p><a href=\"%s\">The report</a></p></article>".formatted(path);
    world.site.html(
        "/s/1",
        Site.page("", "Report number 1 adopted", Site.paragraphs(1)).replace("</article>", link));
    world.visit(FEED);

    List<Attachment> files = world.kafka.drain().getFirst().statement().attachments();
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  private static byte[] pdf(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var pdf = new PDDocument()) {
      var page = new PDPage();
      pdf.addPage(page);
      try (var content = new PDPageContentStream(pdf, page)) {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 8);
        content.showText(text);
        content.endText();
      }
      pdf.save(bytes);
    }
    return bytes.toByteArray();
  }
}
