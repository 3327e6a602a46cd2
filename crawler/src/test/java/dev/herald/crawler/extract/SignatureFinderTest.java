package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureFinderTest {
  private static final String SENTENCE =
      "<p>The ministry has decided that every dam on the river is to be inspected each spring, and"
          + " that the reports are to be published, so that all who live below can read them.</p>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Department of Media Relations",
        "Press Office of the River Board, 3 April 2024",
        "Direction de la communication et de l'information",
        "Cellule de presse de la préfecture",
        "Departamento de comunicación y prensa",
        "Dirección de prensa, 3 de abril de 2024",
        "Отдел по связям с общественностью и сми",
        "Управление информации, 3 апреля 2024 года",
        "水利厅新闻中心",
        "国务院新闻办公室",
        "مديرية الإعلام في وزارة المياه",
        "قسم العلاقات العامة",
        "Basın ve iletişim birimi",
        "Su İşleri Genel Müdürlüğü",
        "Nazirliyin informasiya və mətbuat şöbəsi",
        "Mətbuat xidməti, 3 aprel 2024-cü il",
        "Stabsstelle Kommunikation",
        "Referat für Presse und Medien, 3. April 2024",
        "Núcleo de imprensa e divulgação",
        "Gabinete de comunicação do ministério",
      })
  void aLineThatNamesThePressDepartmentIsTheSignature(String line) {
    assertThat(zone(line)).isEqualTo(Zone.SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Office hours and press cards are new",
        "Service à la population du fleuve",
        "The press was asked to leave the office",
        "Отдел новых книг и газет открыт",
        "Dirección del río y de sus aguas",
      })
  void otherLastLinesAreNone(String line) {
    assertThat(zone(line)).isNotEqualTo(Zone.SIGNATURE);
  }

  private static Zone zone(String lastLine) {
    String html =
        "<title>A decision on dams</title><h1>A decision on dams</h1><article>%s<p>%s</p></article>"
            .formatted(SENTENCE.repeat(3), lastLine);
    List<Block> blocks = Pages.extract(Pages.html(html), Hints.NONE).blocks();
    assertThat(blocks.getLast().text()).isEqualTo(lastLine);
    return blocks.getLast().zone();
  }
}
