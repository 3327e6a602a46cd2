package dev.herald.crawler.time;

/// In which order a date of three numbers stands, where its year does not tell.
public enum DateOrder {
  /// 26.02.2021
  DAY_MONTH_YEAR,
  /// 02/26/2021
  MONTH_DAY_YEAR,
  /// 21-02-26
  YEAR_MONTH_DAY
}
