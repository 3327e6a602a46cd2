package dev.herald.crawler.extract;

import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.template.Learner;
import dev.herald.crawler.template.Sighting;
import dev.herald.crawler.template.Template;
import java.time.Instant;

/// What a source's pages have taught: what they repeat, and where its fields stand. Immutable.
///
/// ```java
/// learned = learned.with(extracted, url, fetchedAt);   // once per new statement
/// ```
public record Learned(Boilerplate boilerplate, Template template) {
  /// Nothing yet.
  public static final Learned NOTHING = new Learned(Boilerplate.NONE, Template.NONE);

  /// What is known after one more statement of the source; never for later revisions of one.
  ///
  /// @param url of its page
  /// @param fetchedAt when the page was fetched; statements come in this order
  public Learned with(Extracted statement, String url, Instant fetchedAt) {
    return new Learned(
        BoilerplateLearner.observe(boilerplate, statement.blocks()),
        Learner.observe(template, new Sighting(statement.layout(), url, fetchedAt)));
  }
}
