package dev.herald.crawler.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTextTest {
  private static final String DECLARED = "application/octet-stream";
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final String BODY =
      """
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
          xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>%s
      </w:body></w:document>
      """;

  @Test
  void aWordDocumentIsReadParagraphByParagraph() {
    String runs =
        """
        <w:p><w:r><w:t>Der Deich </w:t></w:r><w:r><w:t xml:space="preserve">hält &amp; steht.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Höhe</w:t><w:tab/><w:t>7 m</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:del><w:r><w:delText>alt</w:delText></w:r></w:del><w:r><w:t>neu</w:t><w:br/><w:t>Zeile</w:t></w:r></w:p>
        <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></mc:Choice>
        <mc:Fallback><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>""";

    DocumentText read = DocumentText.read(docx(BODY.formatted(runs)), DECLARED);

    assertThat(read)
        .isEqualTo(
            new DocumentText(
                DOCX, "Der Deich hält & steht.\nHöhe\t7 m\nneu\nZeile\nKasten", Optional.empty()));
  }

  @Test
  void aPdfIsRead() throws IOException {
    byte[] bytes =
        pdf(
            (pdf, page) -> {
              try (var content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.showText("The dike holds.");
                content.endText();
              }
            });

    DocumentText read = DocumentText.read(bytes, DECLARED);

    assertThat(read.mediaType()).isEqualTo("application/pdf");
    assertThat(read.text()).isEqualTo("The dike holds.");
    assertThat(read.problem()).isEmpty();
  }

  @Test
  void aBombInAnyPartFailsAloneWithTheReason() {
    byte[] zeros = new byte[1 << 20];
    byte[] inMain =
        zip(
            zip -> {
              zip.putNextEntry(new ZipEntry("word/document.xml"));
              zip.write(BODY.substring(0, BODY.indexOf("%s")).getBytes(StandardCharsets.UTF_8));
              for (int i = 0; i < 80; i++) zip.write(spaces(zeros.length));
            });
    byte[] before =
        zip(
            zip -> {
              zip.putNextEntry(new ZipEntry("word/media/image1.png"));
              for (int i = 0; i < 80; i++) zip.write(zeros);
              zip.putNextEntry(new ZipEntry("word/document.xml"));
            });

    for (byte[] bomb : new byte[][] {inMain, before}) {
      assertThat(bomb.length).isLessThan(200_000);
      assertThat(DocumentText.read(bomb, DOCX).problem())
          .contains("the DOCX cannot be read: it unpacks to more than 67108864 bytes");
    }
  }

  @Test
  void aDtdIsRefusedAndNoFileOfThisMachineIsRead(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the secret");
    String runs = "<w:p><w:r><w:t>&leak;</w:t></w:r></w:p>";
    String xml =
        "<!DOCTYPE d [<!ENTITY leak SYSTEM '%s'>]>".formatted(secret.toUri())
            + BODY.formatted(runs);

    DocumentText read = DocumentText.read(docx(xml), DOCX);

    assertThat(read.text()).isEmpty();
    assertThat(read.problem()).contains("the DOCX cannot be read: it declares a DTD");
  }

  @Test
  void aLongDocumentIsCut() {
    String runs = "<w:p><w:r><w:t>words and words</w:t></w:r></w:p>".repeat(20_000);

    DocumentText read = DocumentText.read(docx(BODY.formatted(runs)), DOCX);

    assertThat(read.text())
        .hasSizeBetween(DocumentText.MAX_CHARS - 20, DocumentText.MAX_CHARS)
        .startsWith("words and words\nwords");
    assertThat(read.problem()).isEmpty();
  }

  @Test
  void brokenAndForeignFilesSayWhyTheyHaveNoText() {
    byte[] whole = docx(BODY.formatted("<w:p><w:r><w:t>Text</w:t></w:r></w:p>"));
    byte[] cut = Arrays.copyOf(whole, 200);
    byte[] empty = docx(BODY.formatted(""));

    assertThat(DocumentText.read(cut, DOCX).problem())
        .hasValueSatisfying(why -> assertThat(why).startsWith("the DOCX cannot be read: "));
    assertThat(DocumentText.read(empty, DOCX).problem()).contains("the DOCX holds no text");
    assertThat(DocumentText.read("%PDF-1.7 nothing".getBytes(StandardCharsets.UTF_8), "").problem())
        .hasValueSatisfying(why -> assertThat(why).startsWith("the PDF cannot be read: "));
    assertThat(DocumentText.read(new byte[] {1, 2}, "image/png").problem())
        .contains("the text of image/png is not read");
  }

  @Test
  void aPdfThatUnpacksToFarMoreThanItIsFailsWithTheReason() throws IOException {
    byte[] zeros = new byte[1 << 20];
    byte[] bomb =
        pdf(
            (pdf, page) -> {
              var stream = new PDStream(pdf);
              try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                for (int i = 0; i < 20; i++) out.write(zeros);
              }
              page.setContents(stream);
            });

    assertThat(bomb.length).isLessThan(50_000);
    assertThat(DocumentText.read(bomb, "").problem())
        .contains("the PDF cannot be read: it unpacks to more than 16777216 bytes");
  }

  @Test
  void aPdfOfEndlessLettersFailsWithTheReason() throws IOException {
    byte[] flood =
        pdf(
            (pdf, page) -> {
              try (var content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                for (int i = 0; i < 11; i++) content.showText("a".repeat(100_000));
                content.endText();
              }
            });

    assertThat(DocumentText.read(flood, "").problem())
        .contains("the PDF cannot be read: it draws more than 1000000 letters");
  }

  @Test
  void partsOfAPdfThatDrawEachOtherEndWithTheReason() throws IOException {
    byte[] laughs =
        pdf(
            (pdf, page) -> {
              PDFormXObject inner = form(pdf, new PDResources(), "q Q");
              for (int i = 0; i < 7; i++) {
                var resources = new PDResources();
                String name = resources.add(inner).getName();
                inner = form(pdf, resources, ("/" + name + " Do ").repeat(10));
              }
              page.setResources(new PDResources());
              try (var content = new PDPageContentStream(pdf, page)) {
                content.drawForm(inner);
              }
            });

    assertThat(DocumentText.read(laughs, "").problem())
        .hasValueSatisfying(why -> assertThat(why).contains("it takes ").endsWith(" to draw"));
  }

  private static PDFormXObject form(PDDocument pdf, PDResources resources, String drawing)
      throws IOException {
    var form = new PDFormXObject(pdf);
    form.setBBox(new PDRectangle(100, 100));
    form.setResources(resources);
    try (OutputStream out = form.getStream().createOutputStream()) {
      out.write(drawing.getBytes(StandardCharsets.US_ASCII));
    }
    return form;
  }

  private interface Drawing {
    void draw(PDDocument pdf, PDPage page) throws IOException;
  }

  private static byte[] pdf(Drawing drawing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var pdf = new PDDocument()) {
      var page = new PDPage();
      pdf.addPage(page);
      drawing.draw(pdf, page);
      pdf.save(bytes);
    }
    return bytes.toByteArray();
  }

  private interface Parts {
    void write(ZipOutputStream zip) throws IOException;
  }

  private static byte[] docx(String main) {
    return zip(
        zip -> {
          zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
          zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
          zip.putNextEntry(new ZipEntry("word/document.xml"));
          zip.write(main.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static byte[] zip(Parts parts) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      parts.write(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] spaces(int length) {
    var spaces = new byte[length];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }
}
