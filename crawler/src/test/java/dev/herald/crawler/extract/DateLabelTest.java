package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Flag;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels that say that a date is of an event, a deadline or the last change. The dates are in
/// numbers, so that the labels alone are in another language than the page.
class DateLabelTest {
  private static final LocalDate OF_PUBLICATION = LocalDate.of(2024, 3, 14);
  private static final LocalDate LABELLED = LocalDate.of(2024, 3, 20);
  private static final String PLAIN = "<p>14.03.2024</p>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Event date: 20.03.2024",
        "Conference date: 20.03.2024, 10:00",
        "Date of the next meeting: 20.03.2024",
        "When: Wednesday, 20.03.2024, 10:00",
        "Deadline: 20.03.2024",
        "Deadline for applications: 20.03.2024",
        "Closing date 20.03.2024",
        "Open for comments until 20.03.2024",
        "<span class='date'>Event date: <time datetime='2024-03-20'>20.03.2024</time></span>",
        "موعد الاجتماع: 20.03.2024",
        "تاريخ انعقاد المؤتمر: 20.03.2024",
        "آخر أجل للتقديم: 20.03.2024",
        "Tədbirin tarixi: 20.03.2024",
        "Son müraciət tarixi: 20.03.2024",
        "Termin: 20.03.2024",
        "Veranstaltungsdatum: 20.03.2024",
        "Anmeldefrist: 20.03.2024",
        "Bewerbungen bis zum 20.03.2024",
        "Ημερομηνία διεξαγωγής: 20.03.2024",
        "Προθεσμία υποβολής: 20.03.2024",
        "Fecha del evento: 20.03.2024",
        "Fecha límite: 20.03.2024",
        "Plazo de inscripción: 20.03.2024",
        "تاریخ برگزاری: 20.03.2024",
        "مهلت ثبت نام: 20.03.2024",
        "Date de l'événement : 20.03.2024",
        "Date limite : 20.03.2024",
        "कार्यक्रम की तिथि: 20.03.2024",
        "अंतिम तिथि: 20.03.2024",
        "Data dell'evento: 20.03.2024",
        "Scadenza: 20.03.2024",
        "開催日：2024年3月20日",
        "申込締切：2024年3月20日",
        "日時：2024年3月20日",
        "행사 일시: 2024.03.20",
        "접수 마감: 2024.03.20",
        "Datum evenement: 20.03.2024",
        "Inschrijftermijn: 20.03.2024",
        "Data wydarzenia: 20.03.2024",
        "Termin składania ofert: 20.03.2024",
        "Data do evento: 20.03.2024",
        "Prazo: 20.03.2024",
        "Дата проведения: 20.03.2024",
        "Срок подачи заявок: 20.03.2024",
        "Приём заявок до 20.03.2024",
        "Etkinlik tarihi: 20.03.2024",
        "Son başvuru tarihi: 20.03.2024",
        "Дата проведення: 20.03.2024",
        "Кінцевий термін: 20.03.2024",
        "会议时间：2024年3月20日",
        "活动日期：2024年3月20日",
        "报名截止：2024年3月20日",
        "截止2024年3月20日"
      })
  void anEventIsNoPublication(String line) {
    assertThat(shown("<p>" + line + "</p>")).isEqualTo(PublicationTime.UNKNOWN);
    assertThat(shown(PLAIN + "<p>" + line + "</p>").date()).contains(OF_PUBLICATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Data: 20.03.2024, Local: Brasília",
        "Дата: 20.03.2024 (заседание)",
        "Date: 20.03.2024, Where: City Hall"
      })
  void aDateWithItsPlaceIsWorthNoMoreThanAPlainOne(String line) {
    assertThat(shown(PLAIN + "<p>" + line + "</p>").date()).contains(OF_PUBLICATION);
    assertThat(shown("<p>" + line + "</p>").date()).contains(LABELLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Published: 14.03.2024",
        "Event | Published: 14.03.2024",
        "Date: 14.03.2024",
        "Date : Thursday, 14.03.2024",
        "Fecha: 14.03.2024",
        "Дата: 14.03.2024",
        "Fecha de publicación: 14.03.2024",
        "Дата публикации: 14.03.2024",
        "Tarih: 14.03.2024",
        "发布时间：2024年3月14日",
        "来源：水利部 日期：2024年3月14日",
        "掲載日：2024年3月14日",
        "تاريخ النشر: 14.03.2024"
      })
  void thePublicationIsLabelledToo(String line) {
    String farther = "<p>20.03.2024</p>";

    assertThat(shown(farther + "<p>" + line + "</p>").date()).contains(OF_PUBLICATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "آخر تعديل: 20.03.2024",
        "تاريخ التحديث: 20.03.2024",
        "Yenilənib: 20.03.2024",
        "Son dəyişiklik: 20.03.2024",
        "Последна промяна: 20.03.2024",
        "আপডেট: 20.03.2024",
        "Darrera modificació: 20.03.2024",
        "Aktualizováno: 20.03.2024",
        "Senest ændret: 20.03.2024",
        "Letzte Änderung: 20.03.2024",
        "Stand 20.03.2024",
        "Τελευταία ενημέρωση: 20.03.2024",
        "Last modified: 20.03.2024",
        "Última modificación: 20.03.2024",
        "Viimati muudetud: 20.03.2024",
        "Azken aldaketa: 20.03.2024",
        "به\u200cروزرسانی: 20.03.2024",
        "به روز رسانی: 20.03.2024",
        "Päivitetty 20.03.2024",
        "Dernière modification : 20.03.2024",
        "Mis à jour le 20.03.2024",
        "Nuashonraithe: 20.03.2024",
        "Última actualización: 20.03.2024",
        "עודכן: 20.03.2024",
        "अद्यतन: 20.03.2024",
        "Zadnja izmjena: 20.03.2024",
        "Utolsó módosítás: 20.03.2024",
        "Վերջին փոփոխություն: 20.03.2024",
        "Diperbarui: 20.03.2024",
        "Ultima modifica: 20.03.2024",
        "更新日：2024年3月20日",
        "განახლდა: 20.03.2024",
        "수정일: 2024.03.20",
        "Atnaujinta: 20.03.2024",
        "Pēdējās izmaiņas: 20.03.2024",
        "Laatst gewijzigd: 20.03.2024",
        "Sist endret: 20.03.2024",
        "Ostatnia modyfikacja: 20.03.2024",
        "Última alteração: 20.03.2024",
        "Actualizat: 20.03.2024",
        "Дата изменения: 20.03.2024",
        "Posledná zmena: 20.03.2024",
        "Posodobljeno: 20.03.2024",
        "Ажурирано: 20.03.2024",
        "Senast ändrad: 20.03.2024",
        "ปรับปรุงล่าสุด: 20.03.2024",
        "Son değişiklik: 20.03.2024",
        "Güncelleme tarihi: 20.03.2024",
        "Оновлено: 20.03.2024",
        "Cập nhật: 20.03.2024",
        "更新时间：2024年3月20日"
      })
  void theLastChangeStandsInOnlyWhereNothingElseIsSaid(String line) {
    PublicationTime alone = shown("<p>" + line + "</p>");

    assertThat(alone.date()).contains(LABELLED);
    assertThat(alone.flags()).containsExactly(Flag.LAST_CHANGED);
    assertThat(shown("<p>" + line + "</p>" + PLAIN).date()).contains(OF_PUBLICATION);
    assertThat(shown("<p>" + line + "</p>" + PLAIN).flags()).isEmpty();
  }

  @Test
  void aWordInsideAnotherIsNoLabel() {
    assertThat(shown("<p>Vorstand 14.03.2024</p>").flags()).isEmpty();
    assertThat(shown("<p>Do 14.03.2024</p>").date()).contains(OF_PUBLICATION);
    assertThat(shown("<p>Документ 14.03.2024</p>").date()).contains(OF_PUBLICATION);
  }

  private static PublicationTime shown(String top) {
    return Pages.extract(Pages.onDams("", "<h1>A decision on dams</h1>" + top, ""), Hints.NONE)
        .published();
  }
}
