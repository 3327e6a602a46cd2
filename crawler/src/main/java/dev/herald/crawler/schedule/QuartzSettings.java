package dev.herald.crawler.schedule;

import dev.herald.config.HeraldConfig;
import java.util.Properties;

/// How Quartz is set up: a store in memory for one process, a clustered one for several.
final class QuartzSettings {
  private QuartzSettings() {}

  static Properties of(HeraldConfig.Crawler settings, HeraldConfig.Postgresql postgresql) {
    Properties quartz = new Properties();
    put(quartz, "scheduler.instanceId", "AUTO");
    put(quartz, "scheduler.skipUpdateCheck", "true");
    put(quartz, "scheduler.batchTriggerAcquisitionMaxCount", "10");
    put(quartz, "scheduler.makeSchedulerThreadDaemon", "true");
    put(quartz, "threadPool.class", VirtualThreads.class.getName());
    put(quartz, "threadPool.threadCount", Integer.toString(settings.maxParallelHosts()));
    if (settings.clustered()) clustered(quartz, postgresql);
    else {
      put(quartz, "scheduler.instanceName", "herald-" + java.util.UUID.randomUUID());
      put(quartz, "jobStore.class", "org.quartz.simpl.RAMJobStore");
    }
    return quartz;
  }

  private static void clustered(Properties quartz, HeraldConfig.Postgresql postgresql) {
    put(quartz, "scheduler.instanceName", "herald");
    // A process that found nothing due looks again soon: others may have taken all there was.
    put(quartz, "scheduler.idleWaitTime", "5000");
    put(quartz, "jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    put(quartz, "jobStore.driverDelegateClass", OneVisitPerHost.class.getName());
    put(quartz, "jobStore.dataSource", "herald");
    put(quartz, "jobStore.tablePrefix", "crawler.qrtz_");
    put(quartz, "jobStore.isClustered", "true");
    put(quartz, "jobStore.clusterCheckinInterval", "5000");
    put(quartz, "jobStore.acquireTriggersWithinLock", "true");
    put(quartz, "jobStore.useProperties", "true");
    put(quartz, "dataSource.herald.provider", "hikaricp");
    put(quartz, "dataSource.herald.driver", "org.postgresql.Driver");
    put(quartz, "dataSource.herald.URL", postgresql.url().orElse(""));
    put(quartz, "dataSource.herald.user", postgresql.user().orElse(""));
    put(
        quartz,
        "dataSource.herald.password",
        postgresql.password().map(secret -> secret.value()).orElse(""));
    put(quartz, "dataSource.herald.maxConnections", "5");
  }

  private static void put(Properties quartz, String key, String value) {
    quartz.setProperty("org.quartz." + key, value);
  }
}
