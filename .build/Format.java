import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Formats every Java source of the build, or fails and names those that are not formatted. */
void main(String[] args) throws IOException {
  String mode = args.length > 0 ? args[0] : "check";
  if (mode.equals("skip")) return;
  boolean write = mode.equals("write");
  List<Path> unformatted;
  try (Stream<Path> files = Files.walk(Path.of("."))) {
    unformatted =
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.toString().contains("/target/") && file.toString().contains("/src/"))
            .filter(file -> !isFormatted(file, write))
            .toList();
  }
  if (unformatted.isEmpty()) return;
  IO.println((write ? "formatted:" : "not formatted (run: ./mvnw process-sources -N -Dformat.mode=write):"));
  unformatted.forEach(file -> IO.println("  " + file));
  if (!write) System.exit(1);
}

boolean isFormatted(Path file, boolean write) {
  try {
    String before = Files.readString(file);
    String after =
        new Formatter()
            .formatSource(
                ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(before), Style.GOOGLE));
    if (after.equals(before)) return true;
    if (write) Files.writeString(file, after);
    return false;
  } catch (IOException | FormatterException e) {
    throw new IllegalStateException(file + ": cannot be formatted: " + e.getMessage(), e);
  }
}
