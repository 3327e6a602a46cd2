package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Markup.Role;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// A block-level element of one page and what its subtree sums to. Confined to one extraction.
final class Box {
  final Element element;
  final String tag;
  final @Nullable Box parent;

  /// Position in document order; the subtree is `[index, end)`.
  final int index;

  int end;
  final int depth;

  /// What tag, role and class names say.
  Role role;

  /// Whether this box or one around it is noise.
  boolean noise;

  /// Sum of the weights of the blocks inside; noise counts nothing.
  double net;

  /// Characters of running text inside, noise included.
  double running;

  /// Blocks and links inside.
  int chars;

  int linkChars;
  int blocks;

  Box(Element element, @Nullable Box parent, int index, Role role) {
    this.element = element;
    this.tag = element.normalName();
    this.parent = parent;
    this.index = index;
    this.end = index + 1;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.role = role;
  }

  boolean contains(Box other) {
    return other.index >= index && other.index < end;
  }
}
