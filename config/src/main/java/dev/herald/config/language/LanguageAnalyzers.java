package dev.herald.config.language;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/// Lucene's analyzers under Elasticsearch's names: what the matcher and the embedded server share.
///
/// Depends on the JDK and Lucene alone, because it is also loaded inside the embedded server.
public final class LanguageAnalyzers {
  /// The analyzer of words as written, [WordsAnalyzer]; the only one that Elasticsearch does not
  /// name so, but the index template.
  public static final String WORDS = "words";

  private static final Map<String, Supplier<Analyzer>> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put(WORDS, WordsAnalyzer::new);
    BY_NAME.put("arabic", ArabicAnalyzer::new);
    BY_NAME.put("armenian", ArmenianAnalyzer::new);
    BY_NAME.put("basque", BasqueAnalyzer::new);
    BY_NAME.put("bengali", BengaliAnalyzer::new);
    BY_NAME.put("bulgarian", BulgarianAnalyzer::new);
    BY_NAME.put("catalan", CatalanAnalyzer::new);
    BY_NAME.put("cjk", CJKAnalyzer::new);
    BY_NAME.put("czech", CzechAnalyzer::new);
    BY_NAME.put("danish", DanishAnalyzer::new);
    BY_NAME.put("dutch", DutchAnalyzer::new);
    BY_NAME.put("english", EnglishAnalyzer::new);
    BY_NAME.put("estonian", EstonianAnalyzer::new);
    BY_NAME.put("finnish", FinnishAnalyzer::new);
    BY_NAME.put("french", FrenchAnalyzer::new);
    BY_NAME.put("galician", GalicianAnalyzer::new);
    BY_NAME.put("german", GermanAnalyzer::new);
    BY_NAME.put("greek", GreekAnalyzer::new);
    BY_NAME.put("hindi", HindiAnalyzer::new);
    BY_NAME.put("hungarian", HungarianAnalyzer::new);
    BY_NAME.put("indonesian", IndonesianAnalyzer::new);
    BY_NAME.put("irish", IrishAnalyzer::new);
    BY_NAME.put("italian", ItalianAnalyzer::new);
    BY_NAME.put("latvian", LatvianAnalyzer::new);
    BY_NAME.put("lithuanian", LithuanianAnalyzer::new);
    BY_NAME.put("norwegian", NorwegianAnalyzer::new);
    BY_NAME.put("persian", PersianAnalyzer::new);
    BY_NAME.put("portuguese", PortugueseAnalyzer::new);
    BY_NAME.put("romanian", RomanianAnalyzer::new);
    BY_NAME.put("russian", RussianAnalyzer::new);
    BY_NAME.put("spanish", SpanishAnalyzer::new);
    BY_NAME.put("swedish", SwedishAnalyzer::new);
    BY_NAME.put("thai", ThaiAnalyzer::new);
    BY_NAME.put("turkish", TurkishAnalyzer::new);
  }

  private LanguageAnalyzers() {}

  /// The names.
  public static Set<String> names() {
    return Set.copyOf(BY_NAME.keySet());
  }

  /// A new analyzer.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static Analyzer create(String name) {
    Supplier<Analyzer> analyzer = BY_NAME.get(name);
    if (analyzer == null) throw new IllegalArgumentException("no analyzer is named '" + name + "'");
    return analyzer.get();
  }
}
