package dev.herald.app.office;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The figures a gap may take: from, from + step, … up to `to`.
record Range(BigDecimal from, BigDecimal to, BigDecimal step) {
  private static final Pattern FORM = Pattern.compile("([\\d.]+)-([\\d.]+)(?:/([\\d.]+))?");

  Range {
    if (step.signum() <= 0 || from.compareTo(to) >= 0)
      throw new IllegalArgumentException(
          "a range needs two figures, was %s-%s".formatted(from, to));
  }

  static Range parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) throw new IllegalArgumentException("not a range: " + text);
    String step = form.group(3);
    return new Range(
        new BigDecimal(form.group(1)),
        new BigDecimal(form.group(2)),
        step == null ? BigDecimal.ONE : new BigDecimal(step));
  }

  /// How many figures there are; at least two.
  int size() {
    return to.subtract(from).divideToIntegralValue(step).intValueExact() + 1;
  }

  /// The figure at an index, as the language writes it.
  String format(int index, Locale locale) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(step.scale());
    format.setMaximumFractionDigits(Math.max(from.scale(), step.scale()));
    return format.format(from.add(step.multiply(BigDecimal.valueOf(index))));
  }
}
