package dev.herald.crawler.world;

import dev.herald.crawler.world.Office.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.ByteString;

/// Every host of the world: answers what its offices say, and minds its own patience. For one
/// thread.
final class Hosts implements Interceptor {
  private static final Duration LEAST_SPACING = Duration.ofSeconds(1);
  private static final String FORBIDDEN = "/private/";

  private final Map<String, Office> offices = new HashMap<>();
  private final Map<String, Manners> manners = new HashMap<>();
  private final WorldClock clock;
  private final Referee referee;
  private final RandomGenerator random;

  /// What a host has asked for, and when it was last asked.
  private static final class Manners {
    Instant lastEnd = Instant.MIN;
    Instant notBefore = Instant.MIN;
    boolean toldRobots;
  }

  Hosts(Collection<Office> offices, WorldClock clock, Referee referee, RandomGenerator random) {
    for (Office office : offices) this.offices.put(office.id, office);
    this.clock = clock;
    this.referee = referee;
    this.random = random;
  }

  @Override
  public Response intercept(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    String host = request.url().host();
    String path = request.url().encodedPath();
    Manners asked = manners.computeIfAbsent(host, _ -> new Manners());
    Instant now = clock.instant();
    referee.score.add(Score.What.REQUESTS);
    Office office = office(host, path);
    watchManners(asked, office, path, now);
    clock.advance(Duration.ofMillis(30 + random.nextInt(300)));
    asked.lastEnd = clock.instant();
    Optional<Outage> outage =
        office.history.outages().stream().filter(one -> one.isAt(now)).findFirst();
    Reply reply = reply(office, path, request, now, outage);
    if (reply.status() == 429)
      asked.notBefore = clock.instant().plusSeconds(outage.orElseThrow().retryAfterSeconds());
    // A host without robots.txt asks for nothing (RFC 9309, section 2.3.1.3), until it has one.
    if (path.equals("/robots.txt") && (reply.status() == 200 || reply.status() == 404))
      asked.toldRobots = reply.status() == 200;
    return response(request, reply);
  }

  private Office office(String host, String path) {
    if (!path.equals("/robots.txt"))
      return Objects.requireNonNull(offices.get(path.split("/", 3)[1]));
    // The host's own affairs are those of its first office.
    return offices.values().stream()
        .filter(one -> one.host.equals(host))
        .min((one, other) -> one.id.compareTo(other.id))
        .orElseThrow();
  }

  private void watchManners(Manners asked, Office office, String path, Instant now) {
    Duration spacing =
        office
            .habits
            .crawlDelay()
            .filter(_ -> asked.toldRobots && !path.equals("/robots.txt"))
            .orElse(LEAST_SPACING);
    if (now.isBefore(asked.notBefore))
      referee.broke("Retry-After", "%s%s at %s".formatted(office.host, path, now));
    if (!asked.lastEnd.equals(Instant.MIN) && now.isBefore(asked.lastEnd.plus(spacing)))
      referee.broke(
          "spacing",
          "%s%s at %s, %s after the last"
              .formatted(office.host, path, now, Duration.between(asked.lastEnd, now)));
    if (path.contains(FORBIDDEN)) referee.broke("robots.txt", office.host + path);
  }

  private Reply reply(
      Office office, String path, Request request, Instant now, Optional<Outage> outage)
      throws IOException {
    boolean robots = path.equals("/robots.txt");
    boolean list = path.endsWith("/feed");
    boolean page = !robots && !list;
    if (outage.isPresent())
      switch (outage.get().kind()) {
        case DOWN -> throw new ConnectException("connection refused");
        case BROKEN -> {
          return Reply.of(500);
        }
        case BUSY -> {
          return new Reply(
              429,
              Map.of("Retry-After", Integer.toString(outage.get().retryAfterSeconds())),
              ByteString.EMPTY,
              List.of());
        }
        case LOST -> {
          return Reply.of(404);
        }
        case PAGES_LOST -> {
          if (page) return Reply.of(404);
        }
        case WALL -> {
          if (page) return Office.html(Pages.wall());
        }
        case NO_ROBOTS -> {
          if (robots) return Reply.of(503);
        }
      }
    if (robots) return Office.html(robots(office));
    Optional<String> condition =
        Optional.ofNullable(request.header("If-None-Match"))
            .or(() -> Optional.ofNullable(request.header("If-Modified-Since")));
    if (page && !Office.isStatement(path)) return Office.html(Pages.notFound());
    if (page) return office.page(Office.number(path), now, condition);
    Reply reply = office.list(now, condition);
    // What nobody can read is not missed, should it be gone before it can be.
    if (outage.filter(Outage::hidesPages).isEmpty()) referee.polled(office, reply.listed(), now);
    return reply;
  }

  private static ByteString robots(Office office) {
    String delay =
        office
            .habits
            .crawlDelay()
            .map(wait -> "Crawl-delay: " + wait.toSeconds() + "\n")
            .orElse("");
    return ByteString.encodeUtf8("User-agent: *\n" + delay + "Disallow: " + FORBIDDEN + "\n");
  }

  private static Response response(Request request, Reply reply) {
    MediaType type =
        MediaType.get(request.url().encodedPath().endsWith("/feed") ? "text/xml" : "text/html");
    Response.Builder response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(reply.status())
            .message("")
            .header("Content-Type", type.toString())
            .body(ResponseBody.create(reply.body(), type));
    reply.headers().forEach(response::header);
    return response.build();
  }
}
