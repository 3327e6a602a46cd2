package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Views: 4321",
        "4,321 views",
        "Read: 17 times",
        "Прочетено: 1234 пъти",
        "Просмотров: 1 234",
        "Кол-во просмотров: 77",
        "Odsłony: 512",
        "Počet zobrazení: 12",
        "Okunma sayısı: 1.203",
        "Baxış sayı: 905",
        "Nombre de vues : 88",
        "浏览次数：1024次",
        "閲覧数 55",
        "조회수 1,024회",
        "เข้าชม 321 ครั้ง",
        "عدد المشاهدات: ٤٣٢",
        "Views: 12\nReads: 9",
      })
  void aLineThatOnlyCountsIsACounter(String text) {
    assertThat(CounterLine.isCounter(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1911",
        "2026",
        "Members: 120",
        "Views",
        "Views from 1911 and 1912",
        "The report was read 3 times before the vote",
        "Views: 12\nThe committee adopted the report",
        "Interest rate: 4.25",
        "第12次会议",
      })
  void aLineThatSaysMoreOrNoNumberIsNone(String text) {
    assertThat(CounterLine.isCounter(text)).isFalse();
  }
}
