package dev.herald.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// The Chromium of this machine, with one page open at a time.
final class InstalledBrowser implements AutoCloseable {
  private static final Optional<Path> CHROMIUM =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Optional<BrowserContext> context = Optional.empty();

  InstalledBrowser() {
    assertThat(CHROMIUM).as("Chromium; ./verify installs it").isPresent();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM.orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-quic")));
  }

  /// Opens an empty page; the one before is closed, and its complaints are forgotten.
  Page open(int width, ColorScheme scheme) {
    closePage();
    complaints.clear();
    BrowserContext opened =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    context = Optional.of(opened);
    Page page = opened.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) complaints.add(message.text());
        });
    page.onPageError(complaints::add);
    return page;
  }

  /// What the browser had to say against the page, its scripts included.
  List<String> complaints() {
    return complaints;
  }

  void closePage() {
    context.ifPresent(BrowserContext::close);
    context = Optional.empty();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
