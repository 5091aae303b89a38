package org.registryfleet.regfleet;

import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the root's commands by what they are for. */
final class CommandGroups implements IHelpSectionRenderer {

    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Look at the fleet", List.of("status", "explain", "history", "at", "diff"));
        GROUPS.put("Solve a problem", List.of("diagnose", "what-if"));
        GROUPS.put(
                "Change the fleet",
                List.of("clusters", "inventory", "registry", "storage", "policy"));
        GROUPS.put("Prove what happened", List.of("export", "verify", "replay"));
        GROUPS.put("Try it without a cluster", List.of("local", "scenarios"));
        GROUPS.put("Settings", List.of("context", "options", "completion"));
    }

    /** The names of all commands that have a place. */
    static List<String> names() {
        return GROUPS.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public String render(Help help) {
        var text = new StringBuilder();
        var known = help.subcommands();
        int width = known.keySet().stream().mapToInt(String::length).max().orElse(0);
        GROUPS.forEach(
                (title, names) -> {
                    var lines = new ArrayList<String>();
                    for (var name : names) {
                        var command = known.get(name);
                        if (command != null) {
                            lines.add(line(name, command, width));
                        }
                    }
                    if (!lines.isEmpty()) {
                        text.append("%n%s:%n".formatted(title));
                        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
                    }
                });
        return text.toString();
    }

    private static String line(String name, Help command, int width) {
        UsageMessageSpec usage = command.commandSpec().usageMessage();
        return "  %s%s   %s"
                .formatted(name, " ".repeat(width - name.length()), usage.description()[0]);
    }
}
