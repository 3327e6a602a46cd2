package dev.herald.app.command;

/// What the program's exit code means; the numbers follow `sysexits.h` where it has one.
public final class ExitCode {
  /// Done.
  public static final int OK = 0;

  /// Something unexpected failed, or a check found something wrong.
  public static final int FAILED = 1;

  /// The command line is wrong.
  public static final int USAGE = 2;

  /// The input is not what it should be, such as a query that does not parse.
  public static final int BAD_INPUT = 65;

  /// What was asked for does not exist.
  public static final int NOT_FOUND = 66;

  /// An engine or a publisher cannot be reached, or what an engine needs cannot be had: its port,
  /// its folder.
  public static final int UNAVAILABLE = 69;

  /// The configuration is wrong.
  public static final int BAD_CONFIG = 78;

  /// The lines for `--help`.
  static final String[] HELP = {
    "0:Done.",
    "1:Something failed, or a check found something wrong.",
    "2:The command line is wrong.",
    "65:The input is not what it should be.",
    "66:What was asked for does not exist.",
    "69:An engine or publisher is away, or a port, the data folder or a JDK 25 cannot be had.",
    "70:The launcher could not build Herald; its message names the log.",
    "73:The launcher cannot write where it is to build Herald.",
    "78:The configuration is wrong."
  };

  private ExitCode() {}
}
