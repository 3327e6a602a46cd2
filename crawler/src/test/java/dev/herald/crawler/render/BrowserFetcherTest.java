package dev.herald.crawler.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.DataSize;
import dev.herald.config.HeraldConfig;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.fetch.Witness;
import dev.herald.crawler.url.CanonicalUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserFetcherTest {
  private static final int MOST_REQUESTS = 20;
  private static final String SHOW =
      "const show = t => { const p = document.createElement('p'); p.textContent = t;"
          + " document.getElementById('app').append(p); };";

  private final List<HttpUrl> witnessed = new CopyOnWriteArrayList<>();
  private ScriptSite site;
  private HttpFetcher http;
  private BrowserFetcher fetcher;

  @BeforeAll
  void open() throws IOException {
    HeraldConfig.Browser usual = HeraldConfig.defaults().browser();
    assertThat(Programs.find(usual).missing()).isEmpty();
    site = new ScriptSite();
    String at = "127.0.0.1:" + site.port();
    http =
        new HttpFetcher(
            fetch(
                Map.of(
                    "press.example", at,
                    "cdn.example", at,
                    "down.example", at,
                    "slow.example", at,
                    "closed.example", at)),
            Clock.systemUTC(),
            new LocalHostGate(),
            new SimpleMeterRegistry(),
            witness());
    fetcher = new BrowserFetcher(settings(Optional.empty()), http, witness(), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    if (fetcher != null) fetcher.close();
    if (http != null) http.close();
    if (site != null) site.close();
  }

  @Test
  void aPageThatItsScriptMakesIsRead() {
    site.page(
        "/made", SHOW + "fetch('/api/made').then(r => r.json()).then(s => s.texts.forEach(show));");
    site.put("/api/made", "application/json", "{\"texts\": [\"The budget ist größer.\", \"two\"]}");

    FetchedPage page = fetched("/made");

    assertThat(page.body().utf8()).doesNotContain("budget");
    assertThat(page.content().utf8())
        .startsWith("\ufeff<!DOCTYPE html><html lang=\"en\">")
        .contains("<p>The budget ist größer.</p>")
        .doesNotContain("switch scripts on");
    assertThat(witnessed).contains(url("http://press.example/api/made"));
  }

  @Test
  void whatIsNotAskedForRenderedIsLeftAsItCame() {
    site.page("/left", SHOW + "show('made by a script');");
    site.put("/left.xml", "application/rss+xml", "<rss/>");

    FetchResult plain = fetcher.fetch(FetchRequest.of(url("http://press.example/left"), Kind.PAGE));

    assertThat(plain).isInstanceOf(FetchResult.Fetched.class);
    assertThat(((FetchResult.Fetched) plain).page().rendering()).isEmpty();
    assertThat(fetched("/left").rendering()).isPresent();
    assertThat(fetched("/left.xml").rendering()).isEmpty();
  }

  @Test
  void aPageIsNeverAskedConditionally() {
    site.put(
        "/frame",
        exchange -> {
          boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
          ScriptSite.send(exchange, conditional ? 304 : 200, "text/html", "");
        });

    FetchResult result =
        fetcher.fetch(
            new FetchRequest(
                    url("http://press.example/frame"),
                    Kind.PAGE,
                    Optional.of(new Validators(Optional.of("\"1\""), Optional.empty())),
                    Optional.empty())
                .rendered(true));

    assertThat(result).isInstanceOf(FetchResult.Fetched.class);
  }

  @Test
  void scriptsOfOtherHostsAreFetchedAndRemembered() {
    String page =
        "<html><body><div id=app></div><script src=\"http://cdn.example/lib.js\"></script>";
    site.put("/shared/1", "text/html", page);
    site.put("/shared/2", "text/html", page);
    site.put("/lib.js", "text/javascript", SHOW + "show('from the library');");

    assertThat(fetched("/shared/1").content().utf8()).contains("<p>from the library</p>");
    assertThat(fetched("/shared/2").content().utf8()).contains("<p>from the library</p>");
    assertThat(site.asked("/lib.js")).isEqualTo(1);
  }

  @Test
  void aPageThatNeverSettlesIsRead() {
    site.page(
        "/restless",
        SHOW + "show('it stands'); let n = 0; setInterval(() => fetch('/poll?n=' + n++), 50);");
    site.put("/poll", "application/json", "{}");

    FetchedPage page = fetched("/restless");

    assertThat(page.content().utf8()).contains("<p>it stands</p>");
    assertThat(site.asked("/poll")).isLessThanOrEqualTo(MOST_REQUESTS);
  }

  @Test
  void aPageWithHundredsOfRequestsGetsAFew() {
    site.page(
        "/greedy", SHOW + "for (let n = 0; n < 390; n++) fetch('/n?' + n); show('it stands');");
    site.put("/n", "application/json", "{}");

    FetchedPage page = fetched("/greedy");

    assertThat(page.content().utf8()).contains("<p>it stands</p>");
    assertThat(site.asked("/n")).isEqualTo(MOST_REQUESTS);
    assertThat(page.rendering().orElseThrow().withheld())
        .containsExactly("whatever came after %d requests".formatted(MOST_REQUESTS));
  }

  @Test
  void aPageWithTenThousandRequestsIsGivenUpAndTheNextOneIsRead() {
    site.page("/flood", "for (let n = 0; n < 10000; n++) fetch('/drop?' + n);");
    site.put("/drop", "application/json", "{}");
    site.page("/dry", SHOW + "show('the next one');");

    FetchResult result = fetcher.fetch(request("http://press.example/flood"));

    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    assertThat(((FetchResult.Failed) result).reason())
        .contains("it asked for more than %d things".formatted(20 * MOST_REQUESTS));
    assertThat(site.asked("/drop")).isLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(fetched("/dry").content().utf8()).contains("<p>the next one</p>");
  }

  @Test
  void privateAddressesAreRefusedAndTheRefusalIsKept() {
    site.page(
        "/curious",
        SHOW
            + "fetch('http://169.254.169.254/latest/meta-data/').catch(() => show('no metadata'));"
            + "fetch('http://10.0.0.1/admin').catch(() => show('no admin'));");

    FetchedPage page = fetched("/curious");

    assertThat(page.content().utf8()).contains("<p>no metadata</p>", "<p>no admin</p>");
    assertThat(page.rendering().orElseThrow().withheld())
        .containsExactlyInAnyOrder(
            "http://169.254.169.254/latest/meta-data/: 169.254.169.254 is at 169.254.169.254, a"
                + " link-local address",
            "http://10.0.0.1/admin: 10.0.0.1 is at 10.0.0.1, a private address");
  }

  @Test
  void theBrowserItselfReachesNobody() throws IOException {
    AtomicInteger visitors = new AtomicInteger();
    try (ServerSocket neighbour = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    neighbour.accept().close();
                    visitors.incrementAndGet();
                  }
                } catch (IOException _) {
                  // closed
                }
              });
      String other = "127.0.0.1:" + neighbour.getLocalPort();
      site.put("/reach", "text/html", reaching(other));

      FetchedPage page = fetched("/reach");

      assertThat(page.content().utf8()).contains("<p>tried all</p>");
      assertThat(visitors).hasValue(0);
    }
  }

  private static String reaching(String other) {
    return """
    <!DOCTYPE html><html><head>
    <link rel="preconnect" href="http://OTHER"><link rel="dns-prefetch" href="http://OTHER">
    <link rel="prefetch" href="http://OTHER/1"><link rel="preload" as="script" href="http://OTHER/2">
    <link rel="stylesheet" href="http://OTHER/3"><link rel="icon" href="http://OTHER/4">
    <style>@font-face { font-family: x; src: url(http://OTHER/5) } p { font-family: x }</style>
    </head><body><div id="app"></div><img src="http://OTHER/6"><iframe src="http://OTHER/7"></iframe>
    <video src="http://OTHER/8" autoplay></video><object data="http://OTHER/9"></object>
    <script>
      SHOW
      const tries = [
        () => new WebSocket('ws://OTHER/10'), () => new EventSource('http://OTHER/11'),
        () => navigator.sendBeacon('http://OTHER/12', 'x'), () => window.open('http://OTHER/13'),
        () => fetch('http://OTHER/14', {method: 'POST', body: 'x'}),
        () => fetch('http://OTHER/15', {keepalive: true}),
        () => new Worker(URL.createObjectURL(new Blob([
          "fetch('http://OTHER/16'); importScripts('http://OTHER/17')"]))),
        () => new RTCPeerConnection({iceServers: [{urls: 'turn:OTHER?transport=tcp', username: 'a',
          credential: 'b'}]}).createDataChannel('x'),
        () => new WebTransport('https://OTHER/18'),
        () => navigator.serviceWorker.register('/worker.js'),
        () => document.forms[0].submit(),
        () => { location.href = 'http://OTHER/19'; }];
      for (const one of tries) try { one(); } catch (e) { }
      show('tried all');
    </script><form action="http://OTHER/20" method="post"></form></body></html>
    """
        .replace("SHOW", SHOW)
        .replace("OTHER", other);
  }

  @Test
  void aRedirectLeadsToThePageItMakes() {
    site.put(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/new/place");
          ScriptSite.send(exchange, 302, "text/html", "");
        });
    site.page("/new/place", SHOW + "fetch('data').then(r => r.text()).then(show);");
    site.put("/new/data", "text/plain", "found beside it");

    FetchedPage page = fetched("/old");

    assertThat(page.url()).isEqualTo(url("http://press.example/new/place"));
    assertThat(page.content().utf8()).contains("<p>found beside it</p>");
  }

  @Test
  void windowsDownloadsAndQuestionsDoNotHoldAPageUp() {
    site.page(
        "/loud",
        SHOW
            + "alert('1'); confirm('2'); prompt('3'); print();"
            + "window.open('/window'); window.open('about:blank').document.write('x');"
            + "const a = document.createElement('a'); a.href = '/file.zip'; a.download = 'f.zip';"
            + "document.body.append(a); a.click();"
            + "show('it stands'); location.href = '/elsewhere';"
            + "window.onbeforeunload = () => 'stay';");

    FetchedPage page = fetched("/loud");

    assertThat(page.content().utf8()).contains("<p>it stands</p>");
    assertThat(site.requests).doesNotContain("/window", "/file.zip", "/elsewhere");
  }

  @Test
  void onlyGetIsSent() {
    site.page("/post", SHOW + "fetch('/api/post', {method: 'POST'}).catch(() => show('no'));");

    FetchedPage page = fetched("/post");

    assertThat(page.content().utf8()).contains("<p>no</p>");
    assertThat(page.rendering().orElseThrow().withheld())
        .containsExactly("http://press.example/api/post: POST, and only GET is sent");
    assertThat(site.requests).doesNotContain("/api/post");
  }

  @Test
  void whatRobotsTxtForbidsIsWithheld() {
    site.put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret");
    site.page("/open", SHOW + "fetch('/secret/1').catch(() => show('kept out'));");

    FetchedPage page = fetched("http://closed.example/open", fetcher);

    assertThat(page.content().utf8()).contains("<p>kept out</p>");
    assertThat(page.rendering().orElseThrow().withheld().toString())
        .contains("/secret/1", "Disallow: /secret");
    assertThat(site.requests).doesNotContain("/secret/1");
  }

  @Test
  void anOutageBehindAPageIsNoPage() {
    site.page(
        "/down", SHOW + "fetch('/api/down').then(r => show(r.ok ? 'news' : 'no such statement'));");
    site.put("/api/down", exchange -> ScriptSite.send(exchange, 503, "text/plain", "busy"));

    FetchResult result = fetcher.fetch(request("http://down.example/down"));

    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    FetchResult.Failed failed = (FetchResult.Failed) result;
    assertThat(failed.transientFailure()).isTrue();
    assertThat(failed.reason())
        .contains("a part is missing: http://down.example/api/down: HTTP 503");
    assertThat(witnessed).contains(url("http://down.example/down"));
  }

  @Test
  void aPartThatDoesNotComeInTimeIsMissing() {
    CountDownLatch over = new CountDownLatch(1);
    site.page("/waiting", SHOW + "fetch('/api/never').then(() => show('never'));");
    site.put(
        "/api/never",
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    FetchResult result = fetcher.fetch(request("http://slow.example/waiting"));
    over.countDown();

    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    assertThat(((FetchResult.Failed) result).reason())
        .contains("http://slow.example/api/never: did not come in time");
  }

  @Test
  void aDocumentOverTheBoundIsRefused() {
    site.page(
        "/huge",
        "const t = document.createElement('template'); t.innerHTML = 'x'.repeat(3_000_000);"
            + "document.body.append(t);"
            + "Object.defineProperty(Element.prototype, 'outerHTML', {get: () => 'small'});");

    FetchResult result = fetcher.fetch(request("http://press.example/huge"));

    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    assertThat(((FetchResult.Failed) result).reason()).contains("over the limit of 1048576");
  }

  @Test
  void afterAPageThatNeverLetsGoTheNextOneIsRead() {
    site.page("/loop", "while (true) {}");
    site.page("/next", SHOW + "show('the next one');");

    FetchResult result = fetcher.fetch(request("http://press.example/loop"));

    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    assertThat(((FetchResult.Failed) result).reason()).contains("keep Chromium busy");
    assertThat(fetched("/next").content().utf8()).contains("<p>the next one</p>");
  }

  @Test
  void afterChromiumWasKilledTheNextPageIsRead() {
    site.page("/killed", SHOW + "fetch('/kill').then(r => r.text()).then(show);");
    site.page("/after", SHOW + "show('the next one');");
    site.put(
        "/kill",
        exchange -> {
          chromiums().forEach(ProcessHandle::destroyForcibly);
          ScriptSite.send(exchange, 200, "text/plain", "gone");
        });

    FetchResult result = fetcher.fetch(request("http://press.example/killed"));

    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    assertThat(fetched("/after").content().utf8()).contains("<p>the next one</p>");
  }

  @Test
  void afterChromiumDiedUnseenTheNextPageIsRead() {
    site.page("/before", SHOW + "show('well');");
    fetched("/before");

    chromiums().forEach(ProcessHandle::destroyForcibly);

    assertThat(fetched("/before").content().utf8()).contains("<p>well</p>");
  }

  @Test
  void withoutChromiumNobodyIsAskedAndTheReasonSaysWhatToDo() {
    try (var none =
        new BrowserFetcher(
            settings(Optional.of(Path.of("/nowhere/chromium"))),
            http,
            Witness.NONE,
            Clock.systemUTC())) {
      FetchResult result = none.fetch(request("http://press.example/unasked"));

      assertThat(result).isInstanceOf(FetchResult.Failed.class);
      assertThat(((FetchResult.Failed) result).reason())
          .contains("needs a browser", "install it", "browser.program");
      assertThat(site.requests).doesNotContain("/unasked");
    }
  }

  /// Chromium's own processes, as far as they are this test's.
  private static List<ProcessHandle> chromiums() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("chrom"))
        .toList();
  }

  private FetchedPage fetched(String path) {
    return fetched(path.startsWith("http") ? path : "http://press.example" + path, fetcher);
  }

  private static FetchedPage fetched(String url, BrowserFetcher fetcher) {
    FetchResult result = fetcher.fetch(request(url));
    assertThat(result).isInstanceOf(FetchResult.Fetched.class);
    return ((FetchResult.Fetched) result).page();
  }

  private static FetchRequest request(String url) {
    return FetchRequest.of(url(url), Kind.PAGE).rendered(true);
  }

  private static HttpUrl url(String url) {
    return CanonicalUrl.parse(url).orElseThrow();
  }

  private Witness witness() {
    return new Witness() {
      @Override
      public void answered(FetchedPage answer) {
        witnessed.add(answer.url());
      }

      @Override
      public void unanswered(HttpUrl url, String robots, String reason) {
        // Not looked at here.
      }

      @Override
      public void refused(HttpUrl url, String robots) {
        // Not looked at here.
      }
    };
  }

  private static HeraldConfig.Browser settings(Optional<Path> program) {
    HeraldConfig.Browser usual = HeraldConfig.defaults().browser();
    return new HeraldConfig.Browser(
        true,
        program,
        usual.node(),
        Duration.ofSeconds(8),
        MOST_REQUESTS,
        new DataSize(1 << 20),
        1);
  }

  private static HeraldConfig.Fetch fetch(Map<String, String> resolve) {
    HeraldConfig.Fetch usual = HeraldConfig.defaults().fetch();
    return new HeraldConfig.Fetch(
        usual.userAgent(),
        usual.contact(),
        usual.callTimeout(),
        usual.connectTimeout(),
        usual.readTimeout(),
        usual.maxBody(),
        usual.maxDiscoveryBody(),
        usual.maxRedirects(),
        Duration.ZERO,
        usual.maxCrawlDelay(),
        List.of(),
        resolve,
        usual.robotsMaxAge(),
        usual.requestsPerDay(),
        usual.publishers());
  }
}
