package dev.herald.app.office;

import dev.herald.app.office.Content.Edit;
import dev.herald.app.office.Content.Paragraph;
import dev.herald.config.message.Block.Quotation;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes statements: the same seed, institution, number, language and edits give the same text.
/// Thread-safe.
final class Writer {
  private static final Pattern MARK =
      Pattern.compile("\\[\\[|\\|([a-z]+\\d?)\\]\\]|\\{([a-z]+)(\\d?)(?:\\.(\\d))?(?::[^}]+)?\\}");
  private static final int LEAST_PARAGRAPHS = 2;

  private final Chance chance;
  private final Map<String, Stock> stocks = new ConcurrentHashMap<>();

  Writer(Chance chance) {
    this.chance = chance;
  }

  Stock stock(String language) {
    return stocks.computeIfAbsent(language, Stock::load);
  }

  /// The content after some edits.
  Content write(Site site, int number, String language, List<Edit> edits) {
    Stock stock = stock(language);
    Stock.Topic topic = stock.topic(topicOf(site, number));
    var plan = new Plan(site, number, topic, edits);
    var filler = new Filler(site, number, language, stock, topic.ranges(), plan.salts);

    List<String> templates = new ArrayList<>(topic.paragraphs());
    for (int i = 0; i < plan.cuts; i++) templates.removeLast();
    List<String> more = stock.moreParagraphs();
    int first = turn(site, number, more.size(), "more", number);
    for (int i = 0; i < Math.min(plan.additions, more.size()); i++)
      templates.add(more.get((first + i) % more.size()));

    int title = chance.below(topic.titles().size(), site.id(), number, "title");
    return new Content(
        capitalise(filler.fill(topic.titles().get(title)).text(), stock.locales()),
        distinct(site, number, stock, topic, templates).stream().map(filler::fill).toList());
  }

  /// The next edit of a statement that had some; never one that changes nothing.
  Edit nextEdit(Site site, int number, String language, List<Edit> edits) {
    Stock.Topic topic = stock(language).topic(topicOf(site, number));
    var plan = new Plan(site, number, topic, edits);
    int wish = chance.below(10, site.id(), number, language, "edit", edits.size());
    boolean canAdd = plan.additions < stock(language).moreParagraphs().size();
    boolean canCut = topic.paragraphs().size() - plan.cuts > LEAST_PARAGRAPHS;
    if (wish >= 8 && canCut) return Edit.CUT;
    if ((wish >= 5 && canAdd) || topic.ranges().isEmpty()) return Edit.ADDITION;
    return Edit.FIGURE;
  }

  private List<String> distinct(
      Site site, int number, Stock stock, Stock.Topic topic, List<String> templates) {
    if (topic.ranges().isEmpty()) return templates;
    List<String> distinct = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      String template = templates.get(i);
      int tail = turn(site, number, stock.tails().size(), "tail", 3 * i);
      distinct.add(
          Stock.hasWord(template, topic.ranges())
              ? template
              : template + stock.space() + stock.tails().get(tail));
    }
    return distinct;
  }

  // Words take turns from one statement of a topic to the next: drawn by lot, the same few would
  // stand on so many of a site's pages that they look like its footer.
  private int turn(Site site, int number, int size, String what, int shift) {
    return (chance.below(size, site.id(), what) + number / site.topics().size() + shift) % size;
  }

  private static String capitalise(String title, Locale locale) {
    return title.substring(0, 1).toUpperCase(locale) + title.substring(1);
  }

  private String topicOf(Site site, int number) {
    if (number == 1 && site.first().isPresent()) return site.first().get().topic();
    int offset = chance.below(site.topics().size(), site.id(), "topics");
    return site.topics().get((offset + number) % site.topics().size());
  }

  /// What a list of edits comes to.
  private final class Plan {
    final Map<String, Integer> salts = new HashMap<>();
    int additions;
    int cuts;

    Plan(Site site, int number, Stock.Topic topic, List<Edit> edits) {
      additions = topic.ranges().isEmpty() ? 0 : 1;
      List<String> figures = topic.ranges().keySet().stream().sorted().toList();
      for (int i = 0; i < edits.size(); i++) {
        switch (edits.get(i)) {
          case FIGURE -> {
            int figure = chance.below(figures.size(), site.id(), number, "figure", i);
            salts.merge(figures.get(figure), 1, Integer::sum);
          }
          case ADDITION -> additions++;
          case CUT -> cuts++;
        }
      }
    }
  }

  /// Fills gaps with this statement's names and figures.
  private final class Filler {
    private final Site site;
    private final int number;
    private final Stock stock;
    private final String language;
    private final Map<String, Range> ranges;
    private final Map<String, Integer> salts;

    Filler(
        Site site,
        int number,
        String language,
        Stock stock,
        Map<String, Range> ranges,
        Map<String, Integer> salts) {
      this.site = site;
      this.number = number;
      this.language = language;
      this.stock = stock;
      this.ranges = ranges;
      this.salts = salts;
    }

    Paragraph fill(String template) {
      boolean heading = template.startsWith("## ");
      String source = heading ? template.substring(3) : template;
      var text = new StringBuilder();
      List<Quotation> quotations = new ArrayList<>();
      Matcher mark = MARK.matcher(source);
      int done = 0;
      int opened = 0;
      while (mark.find()) {
        text.append(source, done, mark.start());
        done = mark.end();
        String gap = mark.group(2);
        String speaker = mark.group(1);
        if (gap != null) text.append(value(gap, digit(mark.group(3), 1), digit(mark.group(4), 0)));
        else if (speaker == null) opened = text.length();
        else quotations.add(new Quotation(opened, text.length(), Optional.of(name(speaker))));
      }
      String filled = text.append(source.substring(done)).toString();
      return new Paragraph(
          heading, filled, quotations.stream().map(quotation -> named(quotation, filled)).toList());
    }

    /// The speaker counts only where the paragraph names them: "she said" names nobody.
    private static Quotation named(Quotation quotation, String paragraph) {
      String around =
          paragraph.substring(0, quotation.start()) + " " + paragraph.substring(quotation.end());
      return new Quotation(
          quotation.start(), quotation.end(), quotation.speaker().filter(around::contains));
    }

    private String name(String gap) {
      boolean numbered = Character.isDigit(gap.charAt(gap.length() - 1));
      String list = numbered ? gap.substring(0, gap.length() - 1) : gap;
      return value(list, numbered ? gap.charAt(gap.length() - 1) - '0' : 1, 0);
    }

    private String value(String gap, int which, int form) {
      if (gap.equals("number")) return plain(number);
      if (gap.equals("institution")) return site.text(language, "name");
      String key = which > 1 ? gap + which : gap;
      Range range = ranges.get(key);
      if (range == null) return word(gap, which, form);
      int index = chance.below(range.size(), site.id(), number, "figure", key);
      int salt = salts.getOrDefault(key, 0);
      return range.format((index + salt) % range.size(), stock.locales());
    }

    private String word(String gap, int which, int form) {
      List<String> words = site.slots(language).getOrDefault(gap, stock.slots().get(gap));
      if (words == null)
        throw new IllegalStateException("language %s has no words %s".formatted(language, gap));
      int index = turn(site, number, words.size(), gap, which - 1);
      List<String> forms = Pattern.compile("/").splitAsStream(words.get(index)).toList();
      return forms.get(Math.min(form, forms.size() - 1));
    }

    private String plain(int figure) {
      NumberFormat format = NumberFormat.getInstance(stock.locales());
      format.setGroupingUsed(false);
      return format.format(figure);
    }
  }

  private static int digit(String text, int otherwise) {
    return text == null || text.isEmpty() ? otherwise : text.charAt(0) - '0';
  }
}
