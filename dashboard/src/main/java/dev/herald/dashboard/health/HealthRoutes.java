package dev.herald.dashboard.health;

import dev.herald.config.message.MessageCodec;
import dev.herald.indexer.read.Readiness;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/// `/healthz` (the process answers), `/readyz` (every engine does), `/metrics` (Prometheus).
public final class HealthRoutes {
  private final Supplier<List<Readiness>> readiness;
  private final PrometheusMeterRegistry metrics;

  /// Routes that tell these facts; `readiness` is asked at every probe and must answer at once.
  public HealthRoutes(Supplier<List<Readiness>> readiness, PrometheusMeterRegistry metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  private record Ready(boolean ready, List<Readiness> engines) {}

  /// Adds the routes.
  public void register(RoutesConfig routes) {
    routes.get("/healthz", ctx -> ctx.contentType("text/plain; charset=utf-8").result("ok\n"));
    routes.get("/readyz", this::ready);
    routes.get(
        "/metrics",
        ctx ->
            ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape()));
  }

  private void ready(Context ctx) {
    List<Readiness> engines = readiness.get();
    boolean ready = engines.stream().allMatch(Readiness::ready);
    ctx.status(ready ? 200 : 503)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(MessageCodec.write(new Ready(ready, engines)));
  }
}
