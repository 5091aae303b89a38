package org.registryfleet.benchmarks.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Prints progress as it comes and a Markdown table at the end. */
public final class Report {

    private final PrintWriter out;
    private final List<Figure> figures = new ArrayList<>();
    private final double loadBefore = load();

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Takes in a figure and shows it at once. */
    public void add(Figure figure) {
        figures.add(figure);
        say(
                "  %s: %s %s",
                figure.what(),
                figure.measured(),
                figure.isMet() ? "" : "(bar " + figure.bar() + ")");
    }

    public void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }

    public boolean isMet() {
        return figures.stream().allMatch(Figure::isMet);
    }

    /** The table and where it was measured. */
    public void print() {
        say("%n| What | Bar | Measured | |%n|---|---|---|---|");
        figures.forEach(figure -> say("%s", figure.row()));
        say("%n%s", machine());
    }

    private String machine() {
        return "%s, %d cores, %d GiB, %s, %s %s, load average %.2f before; clusters simulated, Kafka (one broker) in the same process."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        processor(),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        loadBefore);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static long memory() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean sun
                ? Math.round(sun.getTotalMemorySize() / (double) (1L << 30))
                : 0;
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException noSuchFile) {
            return System.getProperty("os.arch");
        }
    }
}
