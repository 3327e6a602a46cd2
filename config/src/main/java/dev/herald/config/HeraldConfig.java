package dev.herald.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything `herald.yaml` can say; every setting has a default, so an empty file is valid.
///
/// Immutable. Durations are written `10s`, `15m`, `24h`; sizes `10MiB`.
public record HeraldConfig(
    @Setting(
            value = "Where embedded engines, archive and logs keep their data.",
            defaultsTo = "data")
        Path data,
    @Setting("The Kafka cluster; embedded when no servers are named.") Kafka kafka,
    @Setting("The Elasticsearch cluster; embedded when no URL is named.")
        Elasticsearch elasticsearch,
    @Setting("The PostgreSQL database; embedded when no URL is named.") Postgresql postgresql,
    @Setting("How pages are fetched.") Fetch fetch,
    @Setting("The browser for sources that say `render: browser`.") Browser browser,
    @Setting("When sources are visited.") Crawler crawler,
    @Setting("How the archive is proven to others.") Evidence evidence,
    @Setting("How statements are stored and matched.") Indexer indexer,
    @Setting("The web pages and the HTTP API.") Dashboard dashboard,
    @Setting("Where deliveries go, by the name that rules use.") Map<String, Channel> channels) {

  /// Every setting at its default.
  public static HeraldConfig defaults() {
    return ConfigLoader.defaults();
  }

  /// The same with other engines.
  public HeraldConfig with(Kafka kafka, Elasticsearch elasticsearch, Postgresql postgresql) {
    return new HeraldConfig(
        data,
        kafka,
        elasticsearch,
        postgresql,
        fetch,
        browser,
        crawler,
        evidence,
        indexer,
        dashboard,
        channels);
  }

  /// The same with other ways to fetch.
  public HeraldConfig with(Fetch fetch) {
    return new HeraldConfig(
        data,
        kafka,
        elasticsearch,
        postgresql,
        fetch,
        browser,
        crawler,
        evidence,
        indexer,
        dashboard,
        channels);
  }

  /// Kafka: `bootstrap-servers` of a real cluster, or the port of the embedded broker.
  public record Kafka(
      @Setting(
              value = "host:port list of a real cluster; empty starts the embedded broker.",
              example = "[kafka1:9092, kafka2:9092]",
              form = Form.HOST_PORT)
          List<String> bootstrapServers,
      @Setting(
              value = "Port of the embedded broker on loopback.",
              defaultsTo = "19092",
              min = "1",
              max = "65535")
          int port,
      @Setting(
              value = "Port of the embedded broker's controller.",
              defaultsTo = "19093",
              min = "1",
              max = "65535")
          int controllerPort,
      @Setting(
              value = "Partitions of topics that Herald creates.",
              defaultsTo = "6",
              min = "1",
              max = "1000")
          int partitions,
      @Setting(
              value = "Replicas of topics that Herald creates.",
              defaultsTo = "1",
              min = "1",
              max = "10")
          int replicas) {

    /// The same, at a broker that runs.
    ///
    /// @param server `host:port`
    public Kafka at(String server) {
      return new Kafka(List.of(server), port, controllerPort, partitions, replicas);
    }
  }

  /// Elasticsearch: `url` of a real cluster, or port and heap of the embedded server.
  public record Elasticsearch(
      @Setting(
              value = "Address of a real cluster; empty starts the embedded server.",
              example = "https://elastic.example:9200",
              form = Form.HTTP_URL)
          Optional<String> url,
      @Setting("User for basic authentication.") Optional<String> user,
      @Setting("Password for basic authentication.") Optional<Secret> password,
      @Setting("API key, instead of user and password.") Optional<Secret> apiKey,
      @Setting(
              value = "HTTP port of the embedded server on loopback.",
              defaultsTo = "19200",
              min = "1",
              max = "65535")
          int port,
      @Setting(value = "Java heap of the embedded server.", defaultsTo = "512MiB", min = "128MiB")
          DataSize heap,
      @Setting(value = "How long one request may take.", defaultsTo = "30s", min = "1s")
          Duration requestTimeout,
      @Setting(value = "Primary shards of new indices.", defaultsTo = "1", min = "1", max = "100")
          int shards,
      @Setting(value = "Replicas of new indices.", defaultsTo = "0", min = "0", max = "10")
          int replicas) {

    /// The same, at a server that runs.
    public Elasticsearch at(String url) {
      return new Elasticsearch(
          Optional.of(url), user, password, apiKey, port, heap, requestTimeout, shards, replicas);
    }
  }

  /// PostgreSQL: JDBC `url` of a real server, or the port of the embedded one.
  public record Postgresql(
      @Setting(
              value = "JDBC address of a real server; empty starts the embedded one.",
              example = "jdbc:postgresql://db.example/herald",
              form = Form.JDBC_URL)
          Optional<String> url,
      @Setting("User of the real server.") Optional<String> user,
      @Setting("Password of the real server.") Optional<Secret> password,
      @Setting(
              value = "Port of the embedded server on loopback.",
              defaultsTo = "19432",
              min = "1",
              max = "65535")
          int port,
      @Setting(
              value = "Connections each process holds at most.",
              defaultsTo = "10",
              min = "2",
              max = "1000")
          int maxConnections) {

    /// The same, at a server that runs.
    ///
    /// @param url for JDBC
    public Postgresql at(String url, String user, Secret password) {
      return new Postgresql(
          Optional.of(url), Optional.of(user), Optional.of(password), port, maxConnections);
    }
  }

  /// Bounds and manners of every request to a publisher.
  public record Fetch(
      @Setting(
              value = "Product token and version that publishers see.",
              defaultsTo = "Herald/0.1",
              form = Form.USER_AGENT)
          String userAgent,
      @Setting(
              value = "Page or address where a publisher finds out who asks and can complain.",
              defaultsTo = "https://herald.example/contact",
              form = Form.CONTACT)
          String contact,
      @Setting(
              value = "Deadline of one fetch over its whole redirect chain.",
              defaultsTo = "60s",
              min = "1ms")
          Duration callTimeout,
      @Setting(value = "Deadline to connect.", defaultsTo = "10s", min = "1ms")
          Duration connectTimeout,
      @Setting(value = "Longest silence while reading.", defaultsTo = "20s", min = "1ms")
          Duration readTimeout,
      @Setting(
              value = "Largest page, after decompression.",
              defaultsTo = "10MiB",
              min = "1KiB",
              max = "1GiB")
          DataSize maxBody,
      @Setting(
              value = "Largest feed or sitemap, after decompression.",
              defaultsTo = "50MiB",
              min = "1KiB",
              max = "1GiB")
          DataSize maxDiscoveryBody,
      @Setting(value = "Most redirects followed.", defaultsTo = "5", min = "0", max = "20")
          int maxRedirects,
      @Setting(
              value = "Least time between two requests to one robots authority.",
              defaultsTo = "1s")
          Duration delay,
      @Setting(value = "Longest Crawl-delay that is honoured as asked.", defaultsTo = "30s")
          Duration maxCrawlDelay,
      @Setting(
              value = "Addresses, as CIDR blocks, that may be fetched although they are private.",
              example = "[127.0.0.0/8]",
              form = Form.CIDR)
          List<String> allowAddresses,
      @Setting(
              value =
                  "Hosts mapped to an address and port, instead of asking the DNS; for tests, as"
                      + " curl's --resolve.",
              example = "{press.example: 127.0.0.1:8081}",
              form = Form.HOST_PORT)
          Map<String, String> resolve,
      @Setting(
              value = "How long a robots.txt is kept.",
              defaultsTo = "24h",
              min = "1s",
              max = "24h")
          Duration robotsMaxAge,
      @Setting(
              value =
                  "Most requests a UTC day to one publisher, a registrable domain with all its"
                      + " hosts; the last fifth is for discoveries and new statements. 0 sets no"
                      + " bound.",
              defaultsTo = "20000",
              min = "0",
              max = "10000000")
          int requestsPerDay,
      @Setting("What holds for one publisher instead, by its registrable domain.")
          Map<String, Publisher> publishers) {

    /// The same, with one more host mapped to a place.
    ///
    /// @param place `address:port`
    public Fetch resolving(String host, String place) {
      Map<String, String> more = new LinkedHashMap<>(resolve);
      more.put(host, place);
      return new Fetch(
          userAgent,
          contact,
          callTimeout,
          connectTimeout,
          readTimeout,
          maxBody,
          maxDiscoveryBody,
          maxRedirects,
          delay,
          maxCrawlDelay,
          allowAddresses,
          more,
          robotsMaxAge,
          requestsPerDay,
          publishers);
    }
  }

  /// What holds for one publisher.
  public record Publisher(
      @Setting(
              value = "Most requests a UTC day to all its hosts; 0 sets no bound.",
              example = "2000",
              min = "0",
              max = "10000000")
          int requestsPerDay) {}

  /// Chromium, which runs the scripts of pages that are empty without them. It never asks anybody
  /// itself: what it wants is fetched as everything else is, within `fetch`.
  public record Browser(
      @Setting(
              value = "false where this process is to leave such sources to others.",
              defaultsTo = "true")
          boolean enabled,
      @Setting(
              value =
                  "Program of a Chromium; chromium, chromium-browser or google-chrome on the PATH"
                      + " where not given.",
              example = "/usr/bin/chromium")
          Optional<Path> program,
      @Setting(
              value = "Program of Node.js, which drives it; node on the PATH where not given.",
              example = "/usr/bin/node")
          Optional<Path> node,
      @Setting(
              value = "Longest time for one page, with all that its scripts ask for.",
              defaultsTo = "60s",
              min = "1s",
              max = "10m")
          Duration timeLimit,
      @Setting(value = "Most requests for one page.", defaultsTo = "60", min = "1", max = "1000")
          int maxRequests,
      @Setting(
              value = "Most bytes for one page, after decompression, and most of the page itself.",
              defaultsTo = "16MiB",
              min = "64KiB",
              max = "64MiB")
          DataSize maxBytes,
      @Setting(
              value = "Pages rendered at once, each in a Chromium of its own.",
              defaultsTo = "1",
              min = "1",
              max = "16")
          int pages) {}

  /// Two clocks for each source: the listing clock and the revision clock.
  public record Crawler(
      @Setting(
              value = "Robots authorities visited at the same time.",
              defaultsTo = "64",
              min = "1",
              max = "10000")
          int maxParallelHosts,
      @Setting(
              value = "New statements fetched in one visit; the rest follows.",
              defaultsTo = "500",
              min = "1",
              max = "100000")
          int maxStatementsPerVisit,
      @Setting(
              value = "How often a published statement is fetched again, by its age.",
              defaultsTo =
                  "[{younger-than: 3h, every: 15m}, {younger-than: 24h, every: 1h}, {younger-than:"
                      + " 7d, every: 3h}, {younger-than: 30d, every: 3d}, {younger-than: 365d,"
                      + " every: 30d}]")
          List<RevisionStep> revisions,
      @Setting("When a missing statement counts as withdrawn.") Withdrawal withdrawal,
      @Setting(
              value = "Every Nth conditional request is sent unconditionally; 0 never.",
              defaultsTo = "20",
              min = "0")
          int unconditionalEvery,
      @Setting(
              value =
                  "How often a canary, a statement of Herald's own, runs through the whole chain"
                      + " and shows its latency; 0s never.",
              defaultsTo = "5m")
          Duration canaryEvery,
      @Setting(value = "Let Quartz share work between crawler processes.", defaultsTo = "false")
          boolean clustered) {}

  /// What vouches for the archive beside this Herald's own word.
  public record Evidence(
      @Setting(
              value = "RFC 3161 authority that time-stamps each day's root; none without.",
              example = "https://tsa.example/tsr",
              form = Form.HTTP_URL)
          Optional<String> timestampAuthority) {}

  /// One row of the revision clock's table.
  public record RevisionStep(
      @Setting(value = "Statements younger than this …", min = "1s") Duration youngerThan,
      @Setting(value = "… are fetched again this often.", min = "1s") Duration every) {}

  /// The withdrawal state machine: suspected, then confirmed by several checks hours apart.
  public record Withdrawal(
      @Setting(
              value = "Checks that must find the statement missing.",
              defaultsTo = "3",
              min = "1",
              max = "100")
          int checks,
      @Setting(value = "Least time between two such checks.", defaultsTo = "4h", min = "1s")
          Duration spacing) {}

  /// Batches, retries and delivery.
  public record Indexer(
      @Setting(
              value = "Most messages taken from Kafka at once.",
              defaultsTo = "500",
              min = "1",
              max = "10000")
          int maxPollRecords,
      @Setting(
              value = "Causes of revisions that alert.",
              defaultsTo = "[published, edited, withdrawn, restored]")
          List<dev.herald.config.message.Cause> alertOn,
      @Setting(
              value = "First wait before a failed delivery is sent again.",
              defaultsTo = "5s",
              min = "1ms")
          Duration retryAfter,
      @Setting(
              value = "Longest wait between two attempts of a delivery.",
              defaultsTo = "1h",
              min = "1ms")
          Duration maxRetryAfter,
      @Setting(
              value = "Attempts before a delivery is given up.",
              defaultsTo = "20",
              min = "1",
              max = "1000")
          int maxAttempts,
      @Setting("Who is told of incidents.") Incidents incidents) {}

  /// Who is told that an incident opened, that it lasts, and that it closed.
  public record Incidents(
      @Setting(value = "Channels that are told.", defaultsTo = "[log]", form = Form.ID)
          List<String> channels,
      @Setting(
              value = "How often they are reminded of an incident that lasts; 0s never.",
              defaultsTo = "24h")
          Duration remindEvery) {}

  /// Where the dashboard listens.
  public record Dashboard(
      @Setting(value = "Address to listen on.", defaultsTo = "127.0.0.1", form = Form.HOST)
          String host,
      @Setting(
              value = "Port to listen on; 0 takes a free one.",
              defaultsTo = "8080",
              min = "0",
              max = "65535")
          int port,
      @Setting(
              value = "Address under which people reach the dashboard, for links in deliveries.",
              example = "https://herald.example",
              form = Form.HTTP_URL)
          Optional<String> publicUrl,
      @Setting("Asked from everyone, with any user name; none means no password.")
          Optional<Secret> password) {}

  /// A place where deliveries go: exactly one of the three kinds.
  public record Channel(
      @Setting("Writes each delivery to the log.") Optional<LogChannel> log,
      @Setting("Posts each delivery as signed JSON.") Optional<Webhook> webhook,
      @Setting("Sends each delivery by SMTP.") Optional<Email> email) {}

  /// The log channel has nothing to set but its level.
  public record LogChannel(
      @Setting(value = "Logger name.", defaultsTo = "herald.deliveries") String logger) {}

  /// A webhook: JSON, signed with HMAC-SHA256 when a secret is set.
  public record Webhook(
      @Setting(value = "Where to post.", form = Form.HTTP_URL) String url,
      @Setting("Key of the signature in the Herald-Signature header.") Optional<Secret> secret,
      @Setting(value = "Deadline of one attempt.", defaultsTo = "10s", min = "1ms")
          Duration timeout) {}

  /// Mail by SMTP.
  public record Email(
      @Setting(value = "Host of the mail server.", form = Form.HOST) String host,
      @Setting(value = "Port of the mail server.", defaultsTo = "587", min = "1", max = "65535")
          int port,
      @Setting(
              value = "How the connection is protected: starttls, tls or none.",
              defaultsTo = "starttls")
          Encryption encryption,
      @Setting("User at the mail server.") Optional<String> user,
      @Setting("Password at the mail server.") Optional<Secret> password,
      @Setting(value = "Sender's address.", form = Form.MAIL_ADDRESS) String from,
      @Setting(value = "Recipients' addresses.", form = Form.MAIL_ADDRESS, min = "1")
          List<String> to) {}

  /// How a mail connection is protected.
  public enum Encryption {
    STARTTLS,
    TLS,
    NONE
  }
}
