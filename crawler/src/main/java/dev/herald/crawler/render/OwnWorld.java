package dev.herald.crawler.render;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/// Runs our own scripts in a page: on its document, but in a world that its scripts do not see and
/// so cannot have prepared. For the browser's thread.
final class OwnWorld {
  private static final int LIMIT_MILLIS = 10_000;

  private final CDPSession session;
  private final JsonObject frame;
  private final JsonObject context;

  OwnWorld(Page page) {
    this.session = page.context().newCDPSession(page);
    this.frame =
        session.send("Page.getFrameTree").getAsJsonObject("frameTree").getAsJsonObject("frame");
    JsonObject world = new JsonObject();
    world.add("frameId", frame.get("id"));
    this.context = session.send("Page.createIsolatedWorld", world);
  }

  /// The address of the document that is there.
  String url() {
    return frame.get("url").getAsString();
  }

  /// Evaluates an expression, or what it promises.
  ///
  /// @return its text; empty if it is none, or did not come to an end
  String evaluate(String expression) {
    JsonObject evaluation = new JsonObject();
    evaluation.add("contextId", context.get("executionContextId"));
    evaluation.addProperty("expression", expression);
    evaluation.addProperty("awaitPromise", true);
    evaluation.addProperty("returnByValue", true);
    evaluation.addProperty("timeout", LIMIT_MILLIS);
    JsonObject answer = session.send("Runtime.evaluate", evaluation).getAsJsonObject("result");
    return answer.has("value") ? answer.get("value").getAsString() : "";
  }
}
