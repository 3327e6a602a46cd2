package dev.herald.crawler.fetch;

import dev.herald.config.HeraldConfig;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.robots.RobotsCache;
import dev.herald.crawler.robots.RobotsMemory;
import dev.herald.crawler.robots.RobotsTags;
import dev.herald.crawler.url.CanonicalUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/// Fetches over HTTP: robots.txt first, one request per authority at a time, everything bounded.
///
/// ```java
/// try (HttpFetcher fetcher = new HttpFetcher(config.fetch(), clock, new LocalHostGate())) {
///   FetchResult result = fetcher.fetch(FetchRequest.of(url, FetchRequest.Kind.PAGE));
/// }
/// ```
///
/// Redirects are followed here, each hop through scheme and address check, the health and
/// robots.txt of its own authority, and that authority's gate; `fetch.call-timeout` is the deadline
/// over the whole chain, waiting for turns left out. Each exchange has its own connection over
/// HTTP/1.1: bytes that a host sends beyond its answer can then never pass for the next one.
/// Thread-safe; meant for virtual threads.
public final class HttpFetcher implements Fetcher, AutoCloseable {
  private static final Duration ROBOTS_DEADLINE = Duration.ofSeconds(30);
  private static final long MAX_PART_BYTES = 4 << 20;

  /// What OkHttp answers to by itself.
  private static final Set<Integer> FOLLOWED_UP = Set.of(407, 408, 503);

  private final HeraldConfig.Fetch config;
  private final OkHttpClient client;
  private final Headers headers;
  private final Hops hops;
  private final HostHealth health;
  private final DailyRequests requests;
  private final RobotsCache robots;
  private final RobotsTags robotsTags;
  private final MeterRegistry meters;
  private final Witness witness;

  /// A fetcher without metrics.
  ///
  /// @throws IllegalArgumentException naming the setting that is wrong
  public HttpFetcher(HeraldConfig.Fetch config, Clock clock, HostGate gate) {
    this(config, clock, gate, new CompositeMeterRegistry());
  }

  /// A fetcher that counts `herald.fetches` by outcome, with time and wire bytes.
  ///
  /// @throws IllegalArgumentException naming the setting that is wrong
  public HttpFetcher(HeraldConfig.Fetch config, Clock clock, HostGate gate, MeterRegistry meters) {
    this(config, clock, gate, meters, Witness.NONE);
  }

  /// A fetcher whose exchanges are witnessed.
  ///
  /// @throws IllegalArgumentException naming the setting that is wrong
  public HttpFetcher(
      HeraldConfig.Fetch config,
      Clock clock,
      HostGate gate,
      MeterRegistry meters,
      Witness witness) {
    this(config, clock, gate, meters, witness, Dns.SYSTEM, UnaryOperator.identity());
  }

  /// A fetcher that goes on where an earlier one ended.
  ///
  /// @param troubles which hosts are left alone, and until when
  /// @param rules what each robots.txt said last
  /// @param counts how many requests each publisher got today
  /// @throws IllegalArgumentException naming the setting that is wrong
  public HttpFetcher(
      HeraldConfig.Fetch config,
      Clock clock,
      HostGate gate,
      MeterRegistry meters,
      Witness witness,
      TroubleMemory troubles,
      RobotsMemory rules,
      RequestMemory counts) {
    this(
        config,
        clock,
        gate,
        meters,
        witness,
        Dns.SYSTEM,
        UnaryOperator.identity(),
        troubles,
        rules,
        counts);
  }

  HttpFetcher(
      HeraldConfig.Fetch config,
      Clock clock,
      HostGate gate,
      MeterRegistry meters,
      Witness witness,
      Dns dns,
      UnaryOperator<OkHttpClient.Builder> adjust) {
    this(
        config,
        clock,
        gate,
        meters,
        witness,
        dns,
        adjust,
        TroubleMemory.NONE,
        RobotsMemory.NONE,
        RequestMemory.NONE);
  }

  /// @param dns who is asked for addresses that `fetch.resolve` does not name
  /// @param adjust last word on the client, for tests with their own certificates
  HttpFetcher(
      HeraldConfig.Fetch config,
      Clock clock,
      HostGate gate,
      MeterRegistry meters,
      Witness witness,
      Dns dns,
      UnaryOperator<OkHttpClient.Builder> adjust,
      TroubleMemory troubles,
      RobotsMemory rules,
      RequestMemory counts) {
    this.config = config;
    this.meters = meters;
    this.witness = witness;
    this.health = new HostHealth(clock, troubles);
    this.headers = headers(config);
    AddressGuard guard = new AddressGuard(config.allowAddresses());
    HostMap hosts = new HostMap(config.resolve());
    GuardedDns guarded = new GuardedDns(dns, guard, hosts, config.connectTimeout(), clock);
    this.client =
        adjust
            .apply(
                new OkHttpClient.Builder()
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                    .dns(guarded)
                    .socketFactory(new GuardedSockets(guard, hosts))
                    .proxy(Proxy.NO_PROXY)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    // It would ask again at the host's next address, past the gate.
                    .retryOnConnectionFailure(false)
                    .connectTimeout(config.connectTimeout())
                    .readTimeout(config.readTimeout())
                    .addNetworkInterceptor(HttpFetcher::plainAnswer))
            .build();
    this.requests = new DailyRequests(DailyBounds.of(config), clock, counts, meters);
    this.hops = new Hops(guard, hosts, guarded, gate, health, requests, new Exchange(clock));
    this.robotsTags = new RobotsTags(config.userAgent());
    Duration deadline = min(ROBOTS_DEADLINE, config.callTimeout());
    this.robots =
        new RobotsCache(
            new HttpRobotsReader(hops, client, headers, deadline, config.delay(), witness),
            config.userAgent(),
            config.robotsMaxAge(),
            clock,
            rules);
  }

  private static Headers headers(HeraldConfig.Fetch config) {
    require("fetch.user-agent", config.userAgent());
    require("fetch.contact", config.contact());
    return new Headers.Builder()
        .add("User-Agent", "%s (+%s)".formatted(config.userAgent(), config.contact()))
        .add("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8")
        .add("Accept-Encoding", "gzip, deflate")
        .add("Connection", "close")
        .build();
  }

  private static void require(String setting, String value) {
    if (value.isBlank() || !isSendable(value))
      throw new IllegalArgumentException(
          "%s must be printable ASCII and not empty, was '%s'".formatted(setting, value));
  }

  /// Whether a value can stand in a request header.
  static boolean isSendable(String value) {
    return value.length() <= 1_000 && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  /// Keeps OkHttp from what it makes of some answers: it asks again at once, past the gate, on a
  /// 408 and on a 503 with `Retry-After: 0`, trips over a longer `Retry-After` than its numbers
  /// hold, and takes a 407 that no proxy sent for a broken connection.
  private static Response plainAnswer(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (!FOLLOWED_UP.contains(response.code())) return response;
    response.close();
    throw new Exchange.PlainAnswerException(response);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    long startedAt = System.nanoTime();
    FetchResult result = chain(request);
    String outcome = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    meters
        .timer("herald.fetches", "outcome", outcome)
        .record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
    if (result instanceof FetchResult.Fetched(FetchedPage page))
      meters.summary("herald.fetched.bytes").record((double) page.wireBytes());
    return result;
  }

  private FetchResult chain(FetchRequest request) {
    // Whoever built the URL: it is read once more as browsers read it before it is trusted.
    Optional<HttpUrl> url = CanonicalUrl.parse(request.url().toString());
    if (url.isEmpty())
      return new FetchResult.Refused(request.url(), request.url() + ": is no web address");
    try {
      return new FetchChain(this, request).run(url.get());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new FetchResult.Failed(
          request.url(), 0, request.url() + ": interrupted", true, Optional.empty());
    }
  }

  /// Least time between two requests to the authority of `url`.
  Duration spacing(FetchRequest request, Optional<Duration> crawlDelay) {
    Duration asked = crawlDelay.map(d -> min(d, config.maxCrawlDelay())).orElse(Duration.ZERO);
    Duration own =
        request.delay().filter(d -> d.compareTo(config.delay()) > 0).orElse(config.delay());
    return asked.compareTo(own) > 0 ? asked : own;
  }

  long maxBytes(FetchRequest.Kind kind) {
    return switch (kind) {
      case PAGE -> config.maxBody().bytes();
      case DISCOVERY, ATTACHMENT -> config.maxDiscoveryBody().bytes();
      case PART -> Math.min(MAX_PART_BYTES, config.maxBody().bytes());
    };
  }

  HeraldConfig.Fetch config() {
    return config;
  }

  Witness witness() {
    return witness;
  }

  Hops hops() {
    return hops;
  }

  RobotsCache robots() {
    return robots;
  }

  RobotsTags robotsTags() {
    return robotsTags;
  }

  OkHttpClient client(ChainCookies cookies) {
    return client.newBuilder().cookieJar(cookies).build();
  }

  Headers headers() {
    return headers;
  }

  /// Which hosts are in trouble, and until when they are left alone.
  public HostHealth health() {
    return health;
  }

  @Override
  public List<HttpUrl> sitemaps(HttpUrl site) {
    return robots.sitemaps(RobotsAuthority.of(site)).stream()
        .map(CanonicalUrl::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Closes idle connections and gives back leased requests; fetches in progress end as they would.
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    requests.close();
  }
}
