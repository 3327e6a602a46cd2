package dev.herald.crawler.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/// A DNS that answers only with addresses that may be fetched, within a deadline.
///
/// Answers are kept for half a minute, so what was checked is what is connected to; failures for
/// ten seconds. A name with one refused address among its answers is refused whole. Thread-safe.
final class GuardedDns implements Dns {
  private static final Duration KEEP = Duration.ofSeconds(30);
  private static final Duration KEEP_FAILURE = Duration.ofSeconds(10);
  private static final int MAX_HOSTS = 10_000;

  /// A host that must not be asked.
  static final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    RefusedHostException(String reason) {
      super(reason);
    }
  }

  private record Answer(
      List<InetAddress> addresses, String failure, boolean refused, Instant until) {}

  private final Dns upstream;
  private final AddressGuard guard;
  private final HostMap hosts;
  private final Duration deadline;
  private final Clock clock;
  private final ConcurrentHashMap<String, Answer> answers = new ConcurrentHashMap<>();

  GuardedDns(Dns upstream, AddressGuard guard, HostMap hosts, Duration deadline, Clock clock) {
    this.upstream = upstream;
    this.guard = guard;
    this.hosts = hosts;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    Optional<InetAddress> mapped = hosts.find(hostname);
    if (mapped.isPresent()) return List.of(mapped.get());
    Answer known = answers.get(hostname);
    if (known == null || !isGood(known)) {
      if (answers.size() >= MAX_HOSTS) answers.clear();
      known = ask(hostname);
      answers.put(hostname, known);
    }
    if (known.refused()) throw new RefusedHostException(known.failure());
    if (known.addresses().isEmpty()) throw new UnknownHostException(known.failure());
    return known.addresses();
  }

  private boolean isGood(Answer known) {
    Instant now = clock.instant();
    // What is good for longer than anything may be is of a clock that was ahead.
    return now.isBefore(known.until()) && !known.until().isAfter(now.plus(KEEP));
  }

  private Answer ask(String hostname) {
    // A look-up cannot be interrupted, so it has its own thread and is left behind when it is late.
    FutureTask<List<InetAddress>> task = new FutureTask<>(() -> upstream.lookup(hostname));
    Thread.ofVirtual().name("dns-" + hostname).start(task);
    try {
      List<InetAddress> addresses = task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      for (InetAddress address : addresses) {
        Optional<String> why = guard.refusal(address);
        if (why.isPresent())
          return failure(
              "%s is at %s, a %s address".formatted(hostname, address.getHostAddress(), why.get()),
              true);
      }
      return addresses.isEmpty()
          ? failure("the DNS knows no address of " + hostname, false)
          : new Answer(List.copyOf(addresses), "", false, clock.instant().plus(KEEP));
    } catch (ExecutionException _) {
      return failure("the DNS knows no address of " + hostname, false);
    } catch (TimeoutException _) {
      return failure(
          "the DNS gave no address of %s within %d ms".formatted(hostname, deadline.toMillis()),
          false);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failure("interrupted while looking up " + hostname, false);
    }
  }

  private Answer failure(String reason, boolean refused) {
    return new Answer(List.of(), reason, refused, clock.instant().plus(KEEP_FAILURE));
  }
}
