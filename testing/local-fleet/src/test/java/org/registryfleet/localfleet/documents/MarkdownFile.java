package org.registryfleet.localfleet.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document in Markdown.
 *
 * @param text without code, in which nothing is a link or a heading
 */
record MarkdownFile(Path path, String text, List<String> headings) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*```.*?^\\s*```[^\\n]*$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *#*$");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)>?(?: \"[^\"]*\")?\\)");

    static MarkdownFile read(Path path) {
        try {
            return of(path, Files.readString(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static MarkdownFile of(Path path, String markdown) {
        var text = FENCED.matcher(markdown).replaceAll("");
        var headings = HEADING.matcher(text).results().map(found -> found.group(1)).toList();
        return new MarkdownFile(path, CODE.matcher(text).replaceAll("code"), headings);
    }

    /** The targets of all links and pictures. */
    Set<String> links() {
        return LINK.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** What a link can name behind #: a heading as GitHub writes it, numbered when it repeats. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        for (var heading : headings) {
            var anchor =
                    heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                            .replace(' ', '-');
            int before = seen.getOrDefault(anchor, 0);
            seen.put(anchor, before + 1);
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }
}
