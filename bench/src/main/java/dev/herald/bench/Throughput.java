package dev.herald.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = "Statements per second, from the first request to searchable, politeness off.")
final class Throughput implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// Each look is a search that takes time from what is measured.
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final int FLOOR_AT_ONCE = 16;

  @Option(
      names = "--statements",
      description = "How many are published before Herald looks (default: ${DEFAULT-VALUE}).",
      defaultValue = "6000")
  private int statements;

  @Override
  public Integer call() throws Exception {
    try (WatchedOffice office = new WatchedOffice(statements)) {
      office.publish(statements);
      List<String> urls = office.urls();
      double fetching = urls.size() / seconds(() -> fetchAll(urls, office.office().port()));
      office.watch();
      long start = System.nanoTime();
      long already = office.searchable();
      long end = start + LIMIT.toNanos();
      while (office.searchable() < urls.size() && System.nanoTime() < end)
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
      double seconds = (System.nanoTime() - start) / 1e9;
      long found = office.searchable();
      Table table = new Table();
      double perSecond = (found - already) / seconds;
      table.add("published", urls.size(), "statements");
      table.add("searchable at the end", (double) found, "statements", "= " + urls.size());
      table.add("page to searchable", perSecond, "statements/s", "at least 80");
      table.add("the same pages fetched and thrown away", fetching, "pages/s");
      table.add("share of that floor", perSecond / fetching, "");
      table.print();
      return found == urls.size() ? 0 : 1;
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void fetchAll(List<String> urls, int port) throws Exception {
    Dns loopback = _ -> List.of(java.net.InetAddress.getLoopbackAddress());
    OkHttpClient client = new OkHttpClient.Builder().dns(loopback).build();
    Semaphore slots = new Semaphore(FLOOR_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String url : urls) {
        slots.acquire();
        threads.execute(
            () -> {
              try {
                fetch(client, url, port);
              } finally {
                slots.release();
              }
            });
      }
    }
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  private static void fetch(OkHttpClient client, String url, int port) {
    URI address = URI.create(url);
    if (address.getPort() != port && address.getPort() != -1)
      throw new IllegalStateException(url + " is not of the office");
    Request request =
        new Request.Builder()
            .url(
                "http://"
                    + address.getHost()
                    + ":"
                    + port
                    + address.getRawPath()
                    + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()))
            .build();
    try (Response response = client.newCall(request).execute()) {
      response.body().bytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
