package dev.herald.crawler.schedule;

import dev.herald.config.source.Source;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/// A source's times in Quartz's words: one durable job per robots authority, one trigger a source.
final class Triggers {
  private static final String SOURCES = "sources";

  private Triggers() {}

  static TriggerKey key(String sourceId) {
    return new TriggerKey(sourceId, SOURCES);
  }

  static JobDetail job(Source source) {
    return JobBuilder.newJob(VisitJob.class)
        .withIdentity(authority(source), "authorities")
        .storeDurably()
        .requestRecovery()
        .build();
  }

  /// @param start the first visit; of a cron expression, the earliest that it may be
  static Trigger trigger(Source source, VisitTimes times, Instant start) {
    TriggerBuilder<Trigger> trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key(source.id()))
            .forJob(job(source).getKey())
            .usingJobData(VisitJob.SOURCE, source.id())
            .startAt(Date.from(start));
    Optional<CronExpression> cron = VisitTimes.cron(source);
    if (cron.isPresent())
      return trigger
          .withSchedule(
              CronScheduleBuilder.cronSchedule(cron.get())
                  .inTimeZone(TimeZone.getTimeZone("UTC"))
                  .withMisfireHandlingInstructionFireAndProceed())
          .build();
    return trigger
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(times.interval(source).toMillis())
                .repeatForever()
                // After an outage one visit is due, not as many as were missed.
                .withMisfireHandlingInstructionNowWithRemainingCount())
        .build();
  }

  /// A trigger that fires once, now, beside the source's own.
  static Trigger once(Source source, Instant now) {
    return TriggerBuilder.newTrigger()
        .withIdentity(source.id() + "-now-" + now.toEpochMilli(), "now")
        .forJob(job(source).getKey())
        .usingJobData(VisitJob.SOURCE, source.id())
        .startNow()
        .build();
  }

  static boolean sameTimes(Trigger one, Trigger other) {
    if (!one.getJobKey().equals(other.getJobKey())) return false;
    if (one instanceof SimpleTrigger simple && other instanceof SimpleTrigger same)
      return simple.getRepeatInterval() == same.getRepeatInterval();
    return one instanceof CronTrigger cron
        && other instanceof CronTrigger same
        && cron.getCronExpression().equals(same.getCronExpression());
  }

  static String authority(Source source) {
    Optional<String> address =
        source.discovery().isEmpty()
            ? source.homepage()
            : Optional.of(source.discovery().get(0).url());
    return address
        .flatMap(CanonicalUrl::parse)
        .map(url -> RobotsAuthority.of(url).toString())
        .orElse(source.id());
  }
}
