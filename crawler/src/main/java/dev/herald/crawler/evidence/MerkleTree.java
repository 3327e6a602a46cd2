package dev.herald.crawler.evidence;

import java.util.ArrayList;
import java.util.List;
import okio.ByteString;

/// The Merkle tree of RFC 6962, section 2.1, with SHA-256.
///
/// Example: `MerkleTree.isIn(leaf, index, size, MerkleTree.path(leaves, index), root)`.
public final class MerkleTree {
  private static final int LEAF = 0;
  private static final int NODE = 1;

  private MerkleTree() {}

  /// Hash of a leaf's data.
  public static ByteString leaf(ByteString data) {
    return leafOf().add(data).sum();
  }

  /// A leaf's hash whose data is still to be added.
  static Sha256 leafOf() {
    return new Sha256().add(LEAF);
  }

  private static ByteString node(ByteString left, ByteString right) {
    return new Sha256().add(NODE).add(left).add(right).sum();
  }

  /// Hash of the tree over these leaf hashes; of no leaves, the hash of nothing.
  public static ByteString root(List<ByteString> leaves) {
    if (leaves.isEmpty()) return new Sha256().sum();
    if (leaves.size() == 1) return leaves.get(0);
    int split = split(leaves.size());
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /// The audit path of a leaf, from the leaf up (section 2.1.1).
  ///
  /// @param index of the leaf, from 0
  public static List<ByteString> path(List<ByteString> leaves, int index) {
    List<ByteString> path = new ArrayList<>();
    addPath(leaves, index, path);
    return List.copyOf(path);
  }

  private static void addPath(List<ByteString> leaves, int index, List<ByteString> path) {
    if (leaves.size() <= 1) return;
    int split = split(leaves.size());
    List<ByteString> left = leaves.subList(0, split);
    List<ByteString> right = leaves.subList(split, leaves.size());
    if (index < split) {
      addPath(left, index, path);
      path.add(root(right));
    } else {
      addPath(right, index - split, path);
      path.add(root(left));
    }
  }

  /// Whether a path leads from a leaf to a root (RFC 9162, section 2.1.3.2).
  ///
  /// @param size leaves of the tree
  public static boolean isIn(
      ByteString leaf, long index, long size, List<ByteString> path, ByteString root) {
    if (index < 0 || index >= size) return false;
    long node = index;
    long last = size - 1;
    ByteString hash = leaf;
    for (ByteString sibling : path) {
      if (last == 0) return false;
      if ((node & 1) == 1 || node == last) {
        hash = node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else hash = node(hash, sibling);
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /// The largest power of two below `size`, which is over 1.
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
