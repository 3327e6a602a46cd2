package dev.herald.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.herald.config.message.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page on narrow and wide screens, light and dark, by the rules of WCAG 2.1 A and AA as
/// axe-core checks them; and the main job by keyboard alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityIT {
  private static final double PATIENCE = 30_000;
  private static final int MOST_TABS = 120;

  /// One line for each element that breaks a rule.
  private static final String CHECK =
      """
      async () => {
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
        const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
        return found.violations.flatMap(rule => rule.nodes.map(
          node => rule.id + " " + node.html + " " + node.failureSummary));
      }
      """;

  private RunningDashboard dashboard;
  private InstalledBrowser browser;
  private Page page;
  private String axe = "";
  private String edited = "";
  private String persian = "";
  private String withdrawn = "";

  @BeforeAll
  void startAll() throws Exception {
    browser = new InstalledBrowser();
    dashboard = new RunningDashboard();
    axe = axe();
    page = browser.open(1440, ColorScheme.LIGHT);
    page.setDefaultTimeout(PATIENCE);
    addRule();
    dashboard.publish(
        "en/101", 1, Cause.PUBLISHED, "Caledria sets the budget", "en", "The budget is agreed.");
    persian =
        dashboard.publish(
            "fa/101", 1, Cause.PUBLISHED, "بیانیه Caledria درباره بودجه", "fa", "متن بیانیه.");
    edited = publishTwice("en/102", Cause.EDITED);
    withdrawn = publishTwice("en/103", Cause.WITHDRAWN);
    dashboard.reportFailure(Instant.now().minus(Duration.ofHours(2)));
    dashboard.reportFailure(Instant.now());
    page.waitForCondition(() -> stored("/api/v1/search?q=Caledria").startsWith("{\"total\":4,"));
    page.waitForCondition(() -> stored(revisions(edited)).contains("\"edited\""));
    page.waitForCondition(() -> stored(revisions(withdrawn)).contains("\"withdrawn\""));
    page.waitForCondition(() -> stored("/api/v1/crawls").contains("\"failed\""));
  }

  @AfterAll
  void stopAll() {
    if (browser != null) browser.close();
    if (dashboard != null) dashboard.close();
  }

  @BeforeEach
  void open() {
    page = browser.open(1440, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    browser.closePage();
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"375, LIGHT", "375, DARK", "1440, LIGHT", "1440, DARK"})
  void everyPageFitsAndCanBeRead(int width, ColorScheme scheme) {
    page = browser.open(width, scheme);
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, String> each : pages().entrySet()) {
      page.navigate(dashboard.url() + each.getValue());
      page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  Path.of("target/screens/%s-%d-%s.png".formatted(each.getKey(), width, scheme))));
      Object overflow =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (!overflow.equals(0)) broken.add(each.getValue() + ": scrolls sideways by " + overflow);
      page.evaluate(axe);
      for (Object violation : (List<?>) page.evaluate(CHECK))
        broken.add(each.getValue() + ": " + violation);
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void aStatementIsFoundAndOpenedByKeyboardAlone() {
    page.navigate(dashboard.url());
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("/");
    assertThat(page.getByRole(AriaRole.SEARCHBOX)).isFocused();
    page.keyboard().type("Caledria");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("4 statements");

    tabTo(page.locator("#facets a").filter(new Locator.FilterOptions().setHasText("Persian")));
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 statement");
    tabTo(page.locator(".hit h3 a"));
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).containsText("بیانیه");
  }

  @Test
  void whatChangedIsReachedByKeyboardAlone() {
    page.navigate(dashboard.url() + "/statements/" + edited);

    tabTo(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("What changed")));
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).hasText("Caledria on rates");
    assertThat(page.locator(".diff del")).containsText("5");
  }

  @Test
  void aRuleIsMadeByKeyboardAlone() {
    page.navigate(dashboard.url());
    tabTo(link("Rules"));
    page.keyboard().press("Enter");
    tabTo(link("New rule"));
    page.keyboard().press("Enter");
    assertThat(page).hasURL(dashboard.url() + "/rules/new");
    tabTo(labelled("Name"));
    page.keyboard().type("Borogravia watch");
    tabTo(labelled("Query"));
    page.keyboard().type("Borogravia");
    tabTo(labelled("edited"));
    page.keyboard().press("Space");
    tabTo(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save rule")));
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).hasText("Borogravia watch");
    assertThat(page.locator("main")).containsText("edited");
  }

  /// By the name of its picture.
  private Map<String, String> pages() {
    return Map.ofEntries(
        Map.entry("search", "/"),
        Map.entry("results", "/?q=Caledria"),
        Map.entry("results-kept", "/?q=Caledria&asof=" + Instant.now()),
        Map.entry("nothing-found", "/?q=Nowhereland"),
        Map.entry("statement", "/statements/" + edited),
        Map.entry("statement-persian", "/statements/" + persian),
        Map.entry("statement-withdrawn", "/statements/" + withdrawn),
        Map.entry("diff", "/statements/" + edited + "/diff?from=1&to=2"),
        Map.entry("sources", "/sources"),
        Map.entry("source", "/sources/press-example"),
        Map.entry("source-new", "/sources/new"),
        Map.entry("source-looking", "/sources/new/looking"),
        Map.entry("source-found", "/sources/new/found"),
        Map.entry("source-nothing", "/sources/new/nothing"),
        Map.entry("source-added", "/sources/new/added"),
        Map.entry("ledger", "/ledger"),
        Map.entry("ledger-day", "/ledger/press-example/" + LocalDate.now(ZoneOffset.UTC)),
        Map.entry("incident", "/incidents/press-example/failing"),
        Map.entry("completeness", "/completeness"),
        Map.entry("rules", "/rules"),
        Map.entry("rule", "/rules/caledria"),
        Map.entry("rule-new", "/rules/new"),
        Map.entry("rule-tried", "/rules/new?query=Caledria"),
        Map.entry("rule-edit", "/rules/caledria/edit"),
        Map.entry("api", "/api"));
  }

  /// Presses Tab until the element has the focus; wherever that passes, it can be seen.
  private void tabTo(Locator element) {
    element.waitFor();
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      page.keyboard().press("Tab");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .as("outline of %s", page.evaluate("document.activeElement.outerHTML"))
          .isNotEqualTo("none");
      if ((Boolean) element.evaluate("element => element === document.activeElement")) return;
    }
    throw new AssertionError("Tab does not lead to " + element);
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator labelled(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private String publishTwice(String path, Cause then) throws Exception {
    String title = "Caledria on rates";
    dashboard.publish(path, 1, Cause.PUBLISHED, title, "en", "The rate is 5 per cent.");
    return dashboard.publish(path, 2, then, title, "en", "The rate is 7 per cent.");
  }

  private void addRule() {
    page.request()
        .post(
            dashboard.url() + "/api/v1/rules",
            RequestOptions.create()
                .setData(Map.of("id", "caledria", "name", "Caledria", "query", "Caledria")));
    page.waitForCondition(() -> stored("/api/v1/rules").contains("\"caledria\""));
  }

  private static String revisions(String statement) {
    return "/api/v1/statements/" + statement + "/revisions";
  }

  private String stored(String path) {
    return page.request().get(dashboard.url() + path).text();
  }

  private static String axe() throws IOException {
    Properties artifact = new Properties();
    try (InputStream in = resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      artifact.load(in);
    }
    String version = artifact.getProperty("version");
    try (InputStream in =
        resource("/META-INF/resources/webjars/axe-core/%s/axe.min.js".formatted(version))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream resource(String path) {
    return Objects.requireNonNull(AccessibilityIT.class.getResourceAsStream(path), path);
  }
}
