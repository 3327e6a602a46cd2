package dev.herald.crawler.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedTimeReaderTest {
  private static final Instant FETCHED = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest(name = "{0} in {1} at {2} is {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "26 February 2021 | 19:10; en; Asia/Baku; 2021-02-26T19:10+04:00",
        "Pressemitteilung vom 25. Januar 2022 | Berlin –; de; Europe/Berlin; 2022-01-25",
        "Mittwoch, 3. März 2021, 19.10 Uhr; de; Europe/Berlin; 2021-03-03T19:10+01:00",
        "kl. 14.00 den 5. maj 2021; da; Europe/Copenhagen; 2021-05-05",
        "5. maj 2021 kl. 14.00; da; Europe/Copenhagen; 2021-05-05T14:00+02:00",
        "Le 1er mars 2021 à 19h10; fr; Europe/Paris; 2021-03-01T19:10+01:00",
        "Le 3 mars 2026 à 4 h 02; fr; Europe/Paris; 2026-03-03T04:02+01:00",
        "3. März 2021, 18 Uhr 30; de; Europe/Berlin; 2021-03-03T18:30+01:00",
        "2 de setembro de 2020 às 18h; pt; America/Sao_Paulo; 2020-09-02T18:00-03:00",
        "27 Şubat 2021 Cumartesi 09:05; tr; Europe/Istanbul; 2021-02-27T09:05+03:00",
        "26 fevral 2021-ci il, 19:10; az; Asia/Baku; 2021-02-26T19:10+04:00",
        "2021. gada 3. martā; lv; Europe/Riga; 2021-03-03",
        "2021. március 3-án 10:30; hu; Europe/Budapest; 2021-03-03T10:30+01:00",
        "3 mars 2021 kl 09:30; sv; Europe/Stockholm; 2021-03-03T09:30+01:00",
        "Μαρτίου 3, 2021; el; Europe/Athens; 2021-03-03",
        "3 Μαρτίου 2021, 7:15 μ.μ.; el; Europe/Athens; 2021-03-03T19:15+02:00",
        "٢٦ فبراير ٢٠٢١ - ٧:١٠ مساءً; ar; Asia/Riyadh; 2021-02-26T19:10+03:00",
        "14 رجب 1442 هـ الموافق 26 فبراير 2021 م; ar; Asia/Riyadh; 2021-02-26",
        "26 شباط/فبراير 2021; ar; Asia/Amman; 2021-02-26",
        "۱۴۰۰/۰۲/۰۵; fa; Asia/Tehran; 2021-04-25",
        "令和3年2月26日（金）午後7時10分; ja; Asia/Tokyo; 2021-02-26T19:10+09:00",
        "R3.2.26; ja; Asia/Tokyo; 2021-02-26",
        "２０２１年２月２６日; ja; Asia/Tokyo; 2021-02-26",
        "中華民國110年2月26日; zh-Hant; Asia/Taipei; 2021-02-26",
        "110-02-26; zh-Hant; Asia/Taipei; 2021-02-26",
        "发布时间：2021年02月26日 19:10:05; zh; Asia/Shanghai; 2021-02-26T19:10+08:00",
        "2021. 2. 26. 오후 7:10; ko; Asia/Seoul; 2021-02-26T19:10+09:00",
        "วันที่ 26 กุมภาพันธ์ พ.ศ. 2564 เวลา 19.10 น.; th; Asia/Bangkok; 2021-02-26T19:10+07:00",
        "Thứ Sáu, 26/02/2021 19:10; vi; Asia/Ho_Chi_Minh; 2021-02-26T19:10+07:00",
        "Ngày 26 tháng 02 năm 2021; vi; Asia/Ho_Chi_Minh; 2021-02-26",
        "26-फरवरी-2021 19:10; hi; Asia/Kolkata; 2021-02-26T19:10+05:30",
        "Posted On: 26 FEB 2021 7:10PM by PIB Delhi; en; Asia/Kolkata; 2021-02-26T19:10+05:30",
        "Friday, February 26, 2021, 2:00 p.m. EST; en; America/New_York; 2021-02-26T14:00-05:00",
        "For release at 2:00 p.m. EDT June 16, 2021; en; America/New_York; 2021-06-16T14:00-04:00",
        "2/11/2026; en; America/New_York; 2026-02-11",
        "2/11/2025; en; Europe/London; 2025-11-02",
        "2021-02-26T19:10:00.000Z; en; Europe/Brussels; 2021-02-26T19:10Z",
        "2021-02-26T19:10:00+04:00; en; Asia/Baku; 2021-02-26T19:10+04:00",
        "26.02.2021, 19:10 GMT+4; ru; Asia/Baku; 2021-02-26T19:10+04:00",
        "26 February 2021, 1910 hrs; en; Asia/Kolkata; 2021-02-26T19:10+05:30",
        "26 February 2021 | 19:10 (Baku time); en; Europe/London; 2021-02-26T19:10+04:00",
        "26 February 2021, 7:10 p.m. New York time; en; UTC; 2021-02-26T19:10-05:00",
        "26 February 2021, 19:10 local time; en; Asia/Baku; 2021-02-26T19:10+04:00",
        "26 февраля 2021 года 19:10 МСК; ru; Europe/Moscow; 2021-02-26T19:10+03:00",
        "March 2021; en; Europe/London; 2021-03",
        "2021年3月; zh; Asia/Shanghai; 2021-03",
        "30 minutes ago; en; UTC; 2026-11-24T11:30Z",
        "vor 3 Stunden; de; UTC; 2026-11-24",
        "il y a 2 jours; fr; UTC; 2026-11-22",
        "вчера в 18:20; ru; Europe/Moscow; 2026-11-23T18:20+03:00",
        "昨天 10:20; zh; Asia/Shanghai; 2026-11-23T10:20+08:00"
      })
  void whatAPublisherPrintsIsRead(String printed, String language, String zone, String expected) {
    var context = new TimeContext(List.of(language), ZoneId.of(zone), FETCHED, Provenance.SELECTOR);

    assertThat(PrintedTimeReader.read(printed, context).flatMap(PublicationTime::iso))
        .map(iso -> iso.replaceFirst("(T\\d\\d:\\d\\d):00", "$1"))
        .contains(expected);
  }

  @ParameterizedTest(name = "{0} in {1} at {2} is {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "26th day of February 2021; en; UTC; 2021-02-26",
        "this twenty-sixth day of February 2021; en; UTC; 2021-02-26",
        "twenty sixth of February, 2021; en; UTC; 2021-02-26",
        "February twenty-sixth, 2021; en; UTC; 2021-02-26",
        "vingt-six février 2021; fr; Europe/Paris; 2021-02-26",
        "le premier mars 2021; fr; Europe/Paris; 2021-03-01",
        "12 sept 2021; fr; Europe/Paris; 2021-09-12",
        "veintiséis de febrero de 2021; es; Europe/Madrid; 2021-02-26",
        "a los 26 días del mes de febrero de 2021; es; Europe/Madrid; 2021-02-26",
        "vinte e seis de fevereiro de 2021; pt; America/Sao_Paulo; 2021-02-26",
        "aos 26 dias do mês de fevereiro de 2021; pt; America/Sao_Paulo; 2021-02-26",
        "двадцать шестое февраля 2021 года; ru; Europe/Moscow; 2021-02-26",
        "двадцять шостого лютого 2021 року; uk; Europe/Kyiv; 2021-02-26",
        "п'ятого лютого 2021 року; uk; Europe/Kyiv; 2021-02-05",
        "dwudziestego szóstego lutego 2021 r.; pl; Europe/Warsaw; 2021-02-26",
        "sechsundzwanzigsten Februar 2021; de; Europe/Berlin; 2021-02-26",
        "ventisei febbraio 2021; it; Europe/Rome; 2021-02-26",
        "في السادس والعشرين من فبراير 2021; ar; Asia/Riyadh; 2021-02-26",
        "الأول من مارس 2021; ar; Asia/Riyadh; 2021-03-01",
        "15 Sha'ban 1442; en; Asia/Riyadh; 2021-03-28",
        "1 Dhu al-Qi'dah 1442 AH; en; Asia/Riyadh; 2021-06-11",
        "27 Jumada Al-Akhirah 1442; en; Asia/Riyadh; 2021-02-09",
        "1 Rabiʻ al-Awwal 1442; en; Asia/Riyadh; 2020-10-18",
        "110年2月; zh-Hant; Asia/Taipei; 2021-02",
        "21年2月26日; zh; Asia/Shanghai; 2021-02-26",
        "۸ حوت ۱۳۹۹; ps; Asia/Kabul; 2021-02-26",
        "14 Rajab 1442; en; Asia/Riyadh; 2021-02-26",
        "Rajab 14, 1442 AH; en; Asia/Riyadh; 2021-02-26",
        "السادس والعشرون من فبراير 2021; ar; Asia/Riyadh; 2021-02-26",
        "110年2月26日; zh-Hant; Asia/Taipei; 2021-02-26",
        "двадцать шестого февраля 2021 года; ru; Europe/Moscow; 2021-02-26",
        "1-ое марта 2021 года; ru; Europe/Moscow; 2021-03-01"
      })
  void ordinalsAndCalendarsAreReadInWords(
      String printed, String language, String zone, String expected) {
    whatAPublisherPrintsIsRead(printed, language, zone, expected);
  }

  @ParameterizedTest(name = "{0} in {1} at {2} is {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "6 dəqiqə əvvəl; az; Asia/Baku; 2026-11-24T15:54+04:00",
        "2 həftə əvvəl; az; Asia/Baku; 2026-11",
        "üç gün əvvəl; az; Asia/Baku; 2026-11-21",
        "üç gün önce; tr; Europe/Istanbul; 2026-11-21",
        "il y a trois jours; fr; Europe/Paris; 2026-11-21",
        "hace tres días; es; Europe/Madrid; 2026-11-21",
        "há três dias; pt; America/Sao_Paulo; 2026-11-21",
        "tre giorni fa; it; Europe/Rome; 2026-11-21",
        "три дня назад; ru; Europe/Moscow; 2026-11-21",
        "пять дней назад; ru; Europe/Moscow; 2026-11-19",
        "три дні тому; uk; Europe/Kyiv; 2026-11-21",
        "三天前; zh; Asia/Shanghai; 2026-11-21",
        "三日前; ja; Asia/Tokyo; 2026-11-21",
        "두 시간 전; ko; Asia/Seoul; 2026-11-24",
        "twenty-one days ago; en; UTC; 2026-11-03",
        "trzy dni temu; pl; Europe/Warsaw; 2026-11-21",
        "drie dagen geleden; nl; Europe/Amsterdam; 2026-11-21",
        "سه روز پیش; fa; Asia/Tehran; 2026-11-21",
        "तीन दिन पहले; hi; Asia/Kolkata; 2026-11-21",
        "πριν από τρεις ημέρες; el; Europe/Athens; 2026-11-21",
        "2 saat əvvəl; az; Asia/Baku; 2026-11-24",
        "3 gün əvvəl; az; Asia/Baku; 2026-11-21",
        "vor drei Tagen; de; Europe/Berlin; 2026-11-21",
        "three days ago; en; UTC; 2026-11-21",
        "منذ ثلاثة أيام; ar; Asia/Riyadh; 2026-11-21"
      })
  void timesAgoAreReadInWordsToo(String printed, String language, String zone, String expected) {
    whatAPublisherPrintsIsRead(printed, language, zone, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "99.02.26, zh-Hant, Asia/Taipei",
    "99年2月26日, zh-TW, Asia/Taipei",
    "26/02/21, en, Asia/Taipei",
    "5 Ramadan 2021, en, Asia/Riyadh",
    "three dogs ago, en, UTC"
  })
  void whatMayMeanTwoThingsStaysUnknown(String printed, String language, String zone) {
    var context = new TimeContext(List.of(language), ZoneId.of(zone), FETCHED, Provenance.SELECTOR);

    assertThat(PrintedTimeReader.read(printed, context)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no date at all",
        "05/10/2018",
        "31/02/2021",
        "32 January 2021",
        "1.2.2010.3",
        "192.168.10.21",
        "Tel. 030/18 682-42 30",
        "A/RES/76/10/2021",
        "version 10.2.21.4",
        "Law No. 2020/15",
        "5 minutes",
        "5 min read",
        "2014",
        "ISBN 978-3-16-148410-0",
        "10:61 on Monday in May",
        "COVID-19",
        "12 May 3021",
        "from 1 to 3 million, 45 per cent"
      })
  void whatNobodyCanBeSureOfStaysUnknown(String printed) {
    var context = new TimeContext(List.of("en"), ZoneId.of("UTC"), FETCHED, Provenance.SELECTOR);

    assertThat(PrintedTimeReader.read(printed, context)).isEmpty();
  }

  @Test
  void aDateWithoutAYearIsReadOnlyWhereNothingElseStands() {
    var declared = new TimeContext(List.of("en"), ZoneId.of("UTC"), FETCHED, Provenance.SELECTOR);
    var visible =
        new TimeContext(List.of("en"), ZoneId.of("UTC"), FETCHED, Provenance.VISIBLE_TEXT);

    assertThat(PrintedTimeReader.read("5 December", declared).flatMap(PublicationTime::iso))
        .contains("2025-12-05");
    assertThat(PrintedTimeReader.read("5 December", visible)).isEmpty();
  }

  @Test
  void datesInRunningTextAreFoundWhereTheyStand() {
    String text =
        "The Council met on 3 March 2021 at 10:30 and again on Friday, 5 March 2021. It had"
            + " received 12.50 million euros in May 2020; see 4/2/7. On 10 May 12 people met, and on May"
            + " 11, 14 more.";
    var context =
        new TimeContext(
            List.of("en"), ZoneId.of("Europe/Brussels"), FETCHED, Provenance.VISIBLE_TEXT);

    List<Found> found = PrintedTimeReader.findAll(text, context);

    assertThat(found)
        .extracting(f -> text.substring(f.start(), f.end()))
        .containsExactly("3 March 2021 at 10:30", "5 March 2021", "May 2020");
    assertThat(found)
        .extracting(f -> f.time().precision())
        .containsExactly(Precision.MINUTE, Precision.DAY, Precision.MONTH);
  }

  @Test
  void anOrderKnownFromElsewhereSettlesAnOpenDate() {
    var context =
        new TimeContext(
            List.of("en"),
            ZoneId.of("UTC"),
            FETCHED,
            Provenance.SELECTOR,
            java.util.Optional.of(DateOrder.DAY_MONTH_YEAR));

    assertThat(PrintedTimeReader.read("05/10/2018", context).flatMap(PublicationTime::iso))
        .contains("2018-10-05");
  }

  /// A quadratic reader would need hours for some of these.
  @ParameterizedTest
  @Timeout(120)
  @ValueSource(strings = {"1", "1.", "1:", "11 ", "may ", "a.", "ก", "年", "("})
  void hostileTextIsReadInLinearTime(String piece) {
    String text = piece.repeat(200_000 / piece.length());
    var context =
        new TimeContext(
            List.of("en", "th", "zh"), ZoneId.of("UTC"), FETCHED, Provenance.VISIBLE_TEXT);

    assertThat(PrintedTimeReader.findAll(text, context)).isEmpty();
  }
}
