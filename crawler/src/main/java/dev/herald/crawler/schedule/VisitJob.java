package dev.herald.crawler.schedule;

import java.util.function.Consumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/// Visits the source that the trigger names; one job per robots authority, so one visit at a time
/// per host, in the whole cluster.
@DisallowConcurrentExecution
public final class VisitJob implements Job {
  static final String VISIT = "visit";
  static final String SOURCE = "source";

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    try {
      Object visit = context.getScheduler().getContext().get(VISIT);
      if (visit instanceof Visit run) run.accept(context.getMergedJobDataMap().getString(SOURCE));
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
  }

  /// What a due source leads to, by source id.
  interface Visit extends Consumer<String> {}
}
