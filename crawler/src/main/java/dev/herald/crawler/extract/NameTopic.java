package dev.herald.crawler.extract;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What a word of a class name or id tells of the element that bears it.
enum NameTopic {
  /// A date stands here.
  DATE(
      "date datum fecha datetime published publish pubdate publishdate timestamp posted"
          + " time publication dateline tarih data veroeffentlicht postdate entrydate"
          + " articledate newsdate byline"),
  /// The date is not the publication's.
  OTHER_DATE(
      "updated modified update event events termin termine calendar kalender lastmod"
          + " changed comment comments related copyright start end deadline picker"),
  /// The box belongs to other articles or to the page's frame.
  FOREIGN("comment comments commentlist kommentare related recent popular ticker recommended"),
  /// The box lists files that belong to the text.
  FILES(
      "attachment attachments download downloads anhang anlage anlagen adjuntos anexos allegati"
          + " piecesjointes bijlagen bilagor vedlegg ekler elaveler"),
  /// The box stands beside the text.
  SIDE("sidebar sidebars aside"),
  /// The box announces something else.
  TEASER("teaser teasers card snippet tile kachel promo teaserbox");

  private static final Map<String, Set<NameTopic>> TOPICS_BY_WORD = new HashMap<>();

  static {
    for (NameTopic topic : values())
      for (String word : topic.words.split(" ", -1))
        TOPICS_BY_WORD.computeIfAbsent(word, _ -> EnumSet.noneOf(NameTopic.class)).add(topic);
  }

  private final String words;

  NameTopic(String words) {
    this.words = words;
  }

  /// The topics of a word in lower case.
  static Set<NameTopic> of(String word) {
    return TOPICS_BY_WORD.getOrDefault(word, Set.of());
  }

  /// All words that tell of a topic, in lower case.
  static Set<String> words() {
    return TOPICS_BY_WORD.keySet();
  }
}
