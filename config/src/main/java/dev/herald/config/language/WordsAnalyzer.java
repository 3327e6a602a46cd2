package dev.herald.config.language;

import java.io.Reader;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/// Words of any language as they are written: lower case, no stemming, no stop words, accents kept.
///
/// An apostrophe parts words: `l'inflation`, `Erdoğan'ın` and `government's` hold the word that
/// people look for, whichever of the characters for it the publisher types.
public final class WordsAnalyzer extends Analyzer {
  /// The characters that publishers write apostrophes with.
  public static final List<String> APOSTROPHES = List.of("'", "\u2019", "\u02bc", "\uff07");

  private static final NormalizeCharMap PARTED = parted();

  /// The text with a blank for each apostrophe.
  public static Reader parted(Reader text) {
    return new MappingCharFilter(PARTED, text);
  }

  @Override
  protected Reader initReader(String field, Reader text) {
    return parted(text);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var tokens = new StandardTokenizer();
    return new TokenStreamComponents(tokens, new LowerCaseFilter(tokens));
  }

  @Override
  protected TokenStream normalize(String field, TokenStream word) {
    return new LowerCaseFilter(word);
  }

  private static NormalizeCharMap parted() {
    var map = new NormalizeCharMap.Builder();
    APOSTROPHES.forEach(apostrophe -> map.add(apostrophe, " "));
    return map.build();
  }
}
