package dev.herald.crawler.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.List;
import okio.ByteString;

/// The Merkle root over all evidence that one archive took on a day: `roots/DATE.json`.
///
/// @param date the UTC day
/// @param algorithm how the tree is hashed
/// @param leaves exchanges and refusals, in the order of file name and offset
/// @param root lower-case hex
/// @param files that the leaves are in: of that day, and of days before whose root did not have
///   them
@JsonPropertyOrder({"date", "algorithm", "leaves", "root", "files"})
public record DayRoot(
    LocalDate date, String algorithm, long leaves, String root, List<String> files) {
  static final String ALGORITHM = "RFC 6962, SHA-256";

  public DayRoot {
    files = List.copyOf(files);
  }

  ByteString rootHash() {
    return ByteString.decodeHex(root);
  }

  /// That an exchange is under a day's root.
  ///
  /// @param index of the leaf, from 0
  /// @param path sibling hashes from the leaf up, lower-case hex
  public record Proof(long index, List<String> path, DayRoot day) {
    public Proof {
      path = List.copyOf(path);
    }

    /// Whether it holds for these bytes of an archive file.
    boolean holds(ByteString exchange) {
      return MerkleTree.isIn(
          MerkleTree.leaf(exchange),
          index,
          day.leaves(),
          path.stream().map(ByteString::decodeHex).toList(),
          day.rootHash());
    }
  }
}
