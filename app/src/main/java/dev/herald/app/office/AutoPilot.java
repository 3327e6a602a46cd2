package dev.herald.app.office;

import dev.herald.app.office.PressOfficeOptions.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes, edits and withdraws by itself, at the office's pace.
final class AutoPilot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AutoPilot.class);
  private static final int RECENT = 12;

  private final PressOffice office;
  private final Pace pace;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("press-office").factory());

  private interface Act {
    void run() throws IOException;
  }

  AutoPilot(PressOffice office, Pace pace) {
    this.office = office;
    this.pace = pace;
  }

  void start() {
    every(pace.publishEvery(), this::publish);
    every(pace.editEvery(), this::edit);
    every(pace.withdrawEvery(), this::withdraw);
  }

  @Override
  public void close() {
    thread.close();
  }

  private void publish() throws IOException {
    long nth = office.publications().total();
    office.publish(site("publish", nth).id());
  }

  private void edit() throws IOException {
    long nth = office.publications().edits();
    office.edit(recent(office.room(site("edit", nth).id()), "edit", nth).url());
  }

  private void withdraw() throws IOException {
    long nth = office.publications().withdrawals();
    office.withdraw(recent(office.room(site("withdraw", nth).id()), "withdraw", nth).url());
  }

  private Site site(String act, long nth) {
    return office.sites().get(office.chance().below(office.sites().size(), act, nth));
  }

  private Shown recent(Room room, String act, long nth) {
    List<String> languages = room.site().languages();
    String language = languages.get(office.chance().below(languages.size(), act, "language", nth));
    List<Shown> recent = room.listed(language, 0, RECENT);
    if (recent.isEmpty())
      throw new IllegalStateException("%s has nothing to %s".formatted(room.base(), act));
    return recent.get(office.chance().below(recent.size(), act, "which", nth));
  }

  private void every(Duration interval, Act act) {
    if (interval.isZero()) return;
    var future =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                act.run();
              } catch (IOException | RuntimeException e) {
                LOG.warn("press office: an act of its own went wrong; it goes on", e);
              }
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
    LOG.debug("press office: next act in {} ms", future.getDelay(TimeUnit.MILLISECONDS));
  }
}
