package dev.herald.crawler.fetch;

import java.time.LocalDate;
import java.util.OptionalLong;

/// Counts the requests of a day over restarts and processes. Thread-safe; a memory that cannot be
/// reached goes by what the process knows itself, and never throws.
public interface RequestMemory {
  /// Counts nothing, so that no bound is ever reached.
  RequestMemory NONE =
      new RequestMemory() {
        @Override
        public OptionalLong lease(Lease lease) {
          return OptionalLong.of(0);
        }

        @Override
        public void giveBack(String publisher, LocalDate day, long requests) {
          // Whoever asks for one page has nobody to remember for.
        }
      };

  /// What a process wants to count ahead.
  ///
  /// @param publisher registrable domain, or host
  /// @param day in UTC
  /// @param known requests of that day that the process knows of
  /// @param requests how many it leases
  /// @param most requests of the day; of a lease that goes beyond, the rest must not be made
  record Lease(String publisher, LocalDate day, long known, long requests, long most) {}

  /// Counts requests before they are made.
  ///
  /// @return how many were counted before; empty, and nothing is counted, if that is the most
  OptionalLong lease(Lease lease);

  /// Takes back leased requests that were not made.
  void giveBack(String publisher, LocalDate day, long requests);
}
