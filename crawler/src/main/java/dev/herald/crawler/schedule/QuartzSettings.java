package dev.herald.crawler.schedule;

import dev.herald.config.HeraldConfig;
import java.util.Properties;

/// How Quartz is set up: a store in memory for one process, a clustered one for several.
final class QuartzSettings {
  private QuartzSettings() {}

  /// @param name of the schedule, which those that share it have in common
  static Properties of(
      String name, HeraldConfig.Crawler settings, HeraldConfig.Postgresql postgresql) {
    Properties quartz = new Properties();
    put(quartz, "scheduler.instanceId", "AUTO");
    put(quartz, "scheduler.skipUpdateCheck", "true");
    put(quartz, "scheduler.batchTriggerAcquisitionMaxCount", "10");
    put(quartz, "scheduler.makeSchedulerThreadDaemon", "true");
    put(quartz, "threadPool.class", VirtualThreads.class.getName());
    put(quartz, "threadPool.threadCount", Integer.toString(settings.maxParallelHosts()));
    if (settings.clustered()) clustered(name, quartz, postgresql);
    else {
      put(quartz, "scheduler.instanceName", name + "-" + java.util.UUID.randomUUID());
      put(quartz, "jobStore.class", "org.quartz.simpl.RAMJobStore");
    }
    return quartz;
  }

  private static void clustered(
      String name, Properties quartz, HeraldConfig.Postgresql postgresql) {
    put(quartz, "scheduler.instanceName", name);
    // A process that found nothing due looks again soon: others may have taken all there was.
    put(quartz, "scheduler.idleWaitTime", "5000");
    put(quartz, "jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    put(quartz, "jobStore.driverDelegateClass", OneVisitPerHost.class.getName());
    put(quartz, "jobStore.dataSource", name);
    put(quartz, "jobStore.tablePrefix", "crawler.qrtz_");
    put(quartz, "jobStore.isClustered", "true");
    put(quartz, "jobStore.clusterCheckinInterval", "5000");
    put(quartz, "jobStore.acquireTriggersWithinLock", "true");
    put(quartz, "jobStore.useProperties", "true");
    put(quartz, "dataSource." + name + ".provider", "hikaricp");
    put(quartz, "dataSource." + name + ".driver", "org.postgresql.Driver");
    put(quartz, "dataSource." + name + ".URL", postgresql.url().orElse(""));
    put(quartz, "dataSource." + name + ".user", postgresql.user().orElse(""));
    put(
        quartz,
        "dataSource." + name + ".password",
        postgresql.password().map(secret -> secret.value()).orElse(""));
    put(quartz, "dataSource." + name + ".maxConnections", "5");
  }

  private static void put(Properties quartz, String key, String value) {
    quartz.setProperty("org.quartz." + key, value);
  }
}
