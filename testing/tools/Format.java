import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format (AOSP) on every Java file below a folder. Run by the build,
 * because the formatter needs the project's JDK and Maven may run on an older one.
 */
final class Format {

    private static final int CHANGES_NEEDED = 1;

    private Format() {}

    static void main(String[] args) throws Exception {
        var sources = Path.of(args[1]);
        var files = Files.isDirectory(sources) ? files(sources) : List.<String>of();
        if (files.isEmpty()) {
            return;
        }
        var command = new ArrayList<String>();
        command.add("--aosp");
        // breaking strings is not stable: a second run would format its result differently
        command.add("--skip-reflowing-long-strings");
        switch (args[0]) {
            case "check" -> command.addAll(List.of("--dry-run", "--set-exit-if-changed"));
            case "apply" -> command.add("--replace");
            default -> throw new IllegalArgumentException("check or apply, not " + args[0]);
        }
        command.addAll(files);
        var out = new PrintWriter(System.out, true);
        var result = new Main(out, out, System.in).format(command.toArray(String[]::new));
        if (result == CHANGES_NEEDED && args[0].equals("check")) {
            out.println("these files are not formatted; run: mvn initialize -Dformat");
        }
        System.exit(result);
    }

    private static List<String> files(Path sources) throws IOException {
        try (var walk = Files.walk(sources)) {
            return walk.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
