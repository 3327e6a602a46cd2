package dev.herald.crawler.evidence;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.herald.config.message.Block;
import dev.herald.config.message.Revision;
import java.util.ArrayList;
import java.util.List;

/// What changed from one revision to the next, as a unified diff of title and blocks.
final class RevisionDiff {
  private static final int CONTEXT_LINES = 2;

  private RevisionDiff() {}

  static List<String> of(Revision before, Revision after) {
    List<String> old = lines(before);
    return UnifiedDiffUtils.generateUnifiedDiff(
        "revision " + before.number(),
        "revision " + after.number(),
        old,
        DiffUtils.diff(old, lines(after)),
        CONTEXT_LINES);
  }

  private static List<String> lines(Revision revision) {
    List<String> lines = new ArrayList<>(revision.statement().title().lines().toList());
    for (Block block : revision.statement().blocks()) lines.addAll(block.text().lines().toList());
    return lines;
  }
}
