package dev.herald.crawler.render;

import dev.herald.config.HeraldConfig;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.FetchedPage.Rendering;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Chromium that is started when it is first needed, and anew when it has died or is held up by a
/// page that does not let go. For one page at a time.
final class Chromium implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);

  /// How much longer than its page a browser may take, for its own start and end.
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final HeraldConfig.Browser settings;
  private @Nullable Engine engine;

  Chromium(HeraldConfig.Browser settings) {
    this.settings = settings;
  }

  Rendering render(FetchedPage page, Parts.OfPage parts)
      throws RenderException, InterruptedException {
    Engine running = engine;
    if (running == null) engine = running = new Engine(settings);
    Future<Rendering> work = running.start(page, parts);
    try {
      return work.get(settings.timeLimit().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RenderException known)
        throw new RenderException(String.valueOf(known.getMessage()));
      discard(running);
      throw new RenderException("Chromium was given up: " + Texts.line(e.getCause()));
    } catch (TimeoutException _) {
      discard(running);
      throw new RenderException(
          "its scripts keep Chromium busy for more than %d s"
              .formatted(settings.timeLimit().toSeconds()));
    } catch (InterruptedException e) {
      discard(running);
      throw e;
    }
  }

  private void discard(Engine broken) {
    LOG.info("chromium is started anew for the next page");
    engine = null;
    broken.abandon();
  }

  @Override
  public void close() {
    Engine running = engine;
    engine = null;
    if (running != null) running.close();
  }
}
