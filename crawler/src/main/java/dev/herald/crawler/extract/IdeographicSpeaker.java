package dev.herald.crawler.extract;

import java.util.List;
import java.util.Optional;

/// Names a speaker in Chinese and Japanese, where nothing but the words around a name show where it
/// ends.
final class IdeographicSpeaker {
  private static final int MOST_CHARS = 30;
  private static final int MOST_BEHIND = 60;
  private static final String ENDS = "。！？；\n“”「」『』\"";

  private static final List<String> VERBS =
      List.of(
          "表示", "指出", "强调", "強調", "认为", "認為", "透露", "介绍", "介紹", "坦言", "回应", "回應", "宣布", "重申", "补充",
          "補充", "呼吁", "呼籲", "解释", "解釋", "说", "說", "称", "稱", "写", "寫");

  private static final List<String> JAPANESE_VERBS =
      List.of("述べ", "語っ", "話し", "強調", "説明", "指摘", "発言", "表明", "訴え");

  /// What ends a subject: where, when, to whom, how it was said.
  private static final List<String> STOPS =
      List.of(
          "在", "于", "於", "就", "对", "對", "向", "同", "与", "與", "则", "則", "也", "还", "還", "并", "並", "均",
          "都", "再次", "进一步", "進一步", "接受", "会见", "會見", "出席", "近日", "日前", "今天", "今日", "昨天", "昨日", "当天",
          "當天", "当日", "當日", "上午", "下午", "随后", "隨後", "明确", "明確", "特别", "特別", "通过", "透过", "透過", "告诉",
          "告訴", "答");

  /// What tells of a place or an occasion, after which the subject of the part before may go on.
  private static final String ASIDES = "在就对對";

  private static final List<String> NO_NAMES =
      List.of(
          "他", "她", "它", "我", "你", "您", "会议", "會議", "报告", "報告", "文章", "记者", "記者", "双方", "雙方", "各方",
          "大家", "有人", "同时", "同時", "此外", "另外", "最后", "最後", "其中", "据", "據", "这", "這", "那", "该", "該",
          "声明", "聲明", "公报", "公報", "社论", "社論", "通知", "意见", "意見", "文件", "公告", "数据", "數據", "如果", "因为",
          "因為", "而");

  private IdeographicSpeaker() {}

  /// @param before what stands before the quotation in its sentence
  /// @param behind what stands behind it
  static Optional<String> find(String before, String behind) {
    Optional<String> japanese = japanese(before, behind);
    return japanese.isPresent() ? japanese : behind(behind).or(() -> subject(before));
  }

  /// 総理は「…」と述べた
  private static Optional<String> japanese(String before, String behind) {
    String clause = Clause.trimmed(before);
    if (!clause.endsWith("は") || !behind.startsWith("と")) return Optional.empty();
    String verb = behind.substring(1, Math.min(behind.length(), 4));
    if (JAPANESE_VERBS.stream().noneMatch(verb::startsWith)) return Optional.empty();
    int end = clause.length() - 1;
    int from = end;
    while (from > 0 && isPartOfName(clause.charAt(from - 1))) from--;
    return named(clause.substring(from, end));
  }

  /// “…。”外交部发言人李明说。 What ends with a colon, or with a comma and another quotation, may belong to
  /// that one.
  private static Optional<String> behind(String text) {
    int end = 0;
    while (end < Math.min(text.length(), MOST_BEHIND) && ENDS.indexOf(text.charAt(end)) < 0) end++;
    boolean another = end < text.length() && "“「『\"".indexOf(text.charAt(end)) >= 0;
    String clause = text.substring(0, end).strip();
    String first = parts(Clause.trimmed(clause)).getFirst();
    boolean spoken = first.endsWith("说") || first.endsWith("說");
    if (clause.endsWith("：") || (another && !spoken)) return Optional.empty();
    return subject(first);
  }

  /// The subject of the verb that ends a clause.
  private static Optional<String> subject(String text) {
    String clause = Clause.trimmed(text);
    if (clause.endsWith("道")) clause = clause.substring(0, clause.length() - 1);
    int end = withoutVerb(clause);
    if (end < 0) return Optional.empty();
    List<String> parts = parts(clause.substring(0, end));
    String last = parts.getLast();
    boolean aside = !last.isEmpty() && ASIDES.indexOf(last.charAt(0)) >= 0;
    if (!aside || parts.size() < 2) return named(untilStop(last));
    String earlier = parts.get(parts.size() - 2);
    String subject = untilStop(earlier);
    return subject.length() < earlier.length() ? named(subject) : Optional.empty();
  }

  /// Index of the verbs that end a clause, or -1.
  private static int withoutVerb(String clause) {
    int end = clause.length();
    boolean found = true;
    while (found) {
      found = false;
      for (String verb : VERBS)
        if (clause.startsWith(verb, end - verb.length())) {
          end -= verb.length();
          found = true;
        }
    }
    return end == clause.length() ? -1 : end;
  }

  private static List<String> parts(String clause) {
    return List.of(clause.split("[，,、：:]", -1));
  }

  private static String untilStop(String part) {
    int at = 0;
    while (at < part.length() && isPartOfName(part.charAt(at)) && !stops(part, at)) at++;
    // 激动地说: how it was said
    return part.substring(0, part.endsWith("地") ? Math.max(0, at - 3) : at);
  }

  private static boolean stops(String part, int at) {
    for (String stop : STOPS) if (part.startsWith(stop, at)) return true;
    return false;
  }

  private static boolean isPartOfName(char c) {
    return Texts.isIdeographic(c) || "·•・".indexOf(c) >= 0;
  }

  private static Optional<String> named(String name) {
    if (name.length() < 2 || name.length() > MOST_CHARS) return Optional.empty();
    for (String no : NO_NAMES) if (name.startsWith(no)) return Optional.empty();
    return Optional.of(name);
  }
}
