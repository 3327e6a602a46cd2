package dev.herald.dashboard.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/// Renders the precompiled templates. Thread-safe.
///
/// Templates take one parameter, `view`, and escape whatever they show.
///
/// ```java
/// String html = new Pages().render("search/search.jte", view);
/// ```
public final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.herald.dashboard.template");

  /// The whole page, or the part of one, that `template` makes of `view`.
  public String render(String template, Object view) {
    var output = new StringOutput();
    engine.render(template, view, output);
    return output.toString();
  }
}
