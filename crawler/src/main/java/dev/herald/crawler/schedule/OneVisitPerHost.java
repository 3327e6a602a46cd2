package dev.herald.crawler.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;

/// Keeps a cluster to one visit at a time per host where Quartz does not (quartz#674).
///
/// A process that wanted a host which another one has begun to visit gives its trigger back; Quartz
/// then takes the trigger for free although the host is still being visited. Made by Quartz.
public final class OneVisitPerHost extends PostgreSQLDelegate {
  private static final String IS_VISITED =
      """
      SELECT 1 FROM {0}TRIGGERS t JOIN {0}FIRED_TRIGGERS f
        ON f.SCHED_NAME = t.SCHED_NAME AND f.JOB_NAME = t.JOB_NAME AND f.JOB_GROUP = t.JOB_GROUP
      WHERE t.SCHED_NAME = {1} AND t.TRIGGER_NAME = ? AND t.TRIGGER_GROUP = ? AND f.STATE = ?
      """;

  /// As for any trigger, except that one stays blocked while its host is being visited: the end of
  /// that visit frees it.
  @Override
  public int updateTriggerStateFromOtherState(
      Connection connection, TriggerKey key, String newState, String oldState) throws SQLException {
    boolean freed = newState.equals(STATE_WAITING) && oldState.equals(STATE_BLOCKED);
    return freed && isVisited(connection, key)
        ? 0
        : super.updateTriggerStateFromOtherState(connection, key, newState, oldState);
  }

  private boolean isVisited(Connection connection, TriggerKey key) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(rtp(IS_VISITED))) {
      query.setString(1, key.getName());
      query.setString(2, key.getGroup());
      query.setString(3, STATE_EXECUTING);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }
}
