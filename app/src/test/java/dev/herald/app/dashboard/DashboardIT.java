package dev.herald.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.herald.config.message.Cause;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
  private static final double PATIENCE = 30_000;
  private RunningDashboard dashboard;
  private InstalledBrowser browser;
  private Page page;
  private String edited = "";

  @BeforeAll
  void startAll() throws Exception {
    browser = new InstalledBrowser();
    dashboard = new RunningDashboard();
    dashboard.publish(
        "en/1", 1, Cause.PUBLISHED, "Zephyria sets the budget", "en", "The budget is agreed.");
    dashboard.publish(
        "fa/1", 1, Cause.PUBLISHED, "بیانیه Zephyria درباره بودجه", "fa", "متن بیانیه.");
    edited =
        dashboard.publish(
            "en/2", 1, Cause.PUBLISHED, "Zephyria on rates", "en", "The rate is 5 per cent.");
    dashboard.publish(
        "en/2", 2, Cause.EDITED, "Zephyria on rates", "en", "The rate is 7 per cent.");
    Page first = browser.open(1440, ColorScheme.LIGHT);
    first.setDefaultTimeout(PATIENCE);
    first.waitForCondition(() -> found(first, "Zephyria") == 3 && revisions(first) == 2);
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

  @Test
  void aSearchIsNarrowedAndAStatementOpened() {
    page.navigate(dashboard.url());
    page.getByRole(AriaRole.SEARCHBOX).fill("Zephyria");
    page.getByRole(AriaRole.SEARCHBOX).press("Enter");
    assertThat(page).hasURL(Pattern.compile("q=Zephyria"));
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("3 statements");

    facet("Persian").click();

    assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 statement");
    assertThat(page.locator(".hit h3")).hasAttribute("dir", "rtl");
    assertThat(page).hasURL(Pattern.compile("language=fa"));
    page.locator(".hit h3 a").click();
    assertThat(page.locator("h1")).containsText("بیانیه");
    assertThat(page.getByText("press-example.warc.gz")).isVisible();
    assertThat(page.getByText("Asia/Baku (UTC+04:00)").first()).isVisible();
  }

  @Test
  void whatAPublisherChangedIsShownWordByWord() {
    page.navigate(dashboard.url() + "/statements/" + edited);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("What changed")).click();

    assertThat(page.locator("del")).containsText(new String[] {"Deleted text", "5"});
    assertThat(page.locator("ins")).containsText(new String[] {"added text", "7"});
  }

  @Test
  void aQueryThatCannotBeReadIsPointedAtWithoutLeavingThePage() {
    page.navigate(dashboard.url());
    page.getByRole(AriaRole.SEARCHBOX).fill("budget \"open");
    page.getByRole(AriaRole.SEARCHBOX).press("Enter");

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Position 8");
    assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue("budget \"open");
    // The browser notes every answer of status 422.
    browser.complaints().removeIf(complaint -> complaint.contains("422"));
  }

  @Test
  void aRuleIsMadeWithALiveCheckAndShowsItsMatchAsItComes() throws Exception {
    page.navigate(dashboard.url() + "/rules/new");
    labelled("Name").fill("Auroria watch");
    labelled("Query").pressSequentially("Auroria");
    assertThat(page.locator("#check h2")).hasText("Matches 0 statements stored so far", slowly());

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save rule")).click();
    assertThat(page.locator("h1")).hasText("Auroria watch");
    assertThat(page.getByText("Nothing has matched yet.")).isVisible();
    awaitFollowing();
    dashboard.publish(
        "en/3", 1, Cause.PUBLISHED, "Auroria votes at last", "en", "The house voted.");

    assertThat(page.locator(".hit h3")).hasText("Auroria votes at last", slowly());
    assertThat(page.locator("table")).containsText("log", containsSlowly());
  }

  @Test
  void newStatementsAreAnnouncedWhileASearchIsOpen() throws Exception {
    page.navigate(dashboard.url() + "/?q=Quixotia");
    assertThat(page.getByText("Nothing matches")).isVisible();
    awaitFollowing();
    dashboard.publish("en/9", 1, Cause.PUBLISHED, "Quixotia announced", "en", "It was said.");

    Locator news = page.locator("[data-live-text]");
    assertThat(news).isVisible(visibleSlowly());
    assertThat(news).hasText("1 new statement");
    news.click();
    assertThat(page.locator(".hit h3")).hasText("Quixotia announced");
  }

  /// Waits until the page's live stream is open, so that what comes next is new to it.
  private void awaitFollowing() {
    page.locator("[data-following=true]").waitFor();
  }

  private Locator labelled(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private Locator facet(String value) {
    return page.locator("#facets a").filter(new Locator.FilterOptions().setHasText(value));
  }

  private int found(Page any, String query) {
    return any.request()
            .get(dashboard.url() + "/api/v1/search?q=" + query)
            .text()
            .startsWith("{\"total\":3,")
        ? 3
        : 0;
  }

  private int revisions(Page any) {
    String text =
        any.request().get(dashboard.url() + "/api/v1/statements/" + edited + "/revisions").text();
    return text.split("\"revisionId\"", -1).length - 1;
  }

  private static LocatorAssertions.HasTextOptions slowly() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE);
  }

  private static LocatorAssertions.ContainsTextOptions containsSlowly() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
  }

  private static LocatorAssertions.IsVisibleOptions visibleSlowly() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
  }
}
