package org.registryfleet.localfleet.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fleet as a table of text. */
final class FleetTable {

    private static final List<String> HEAD =
            List.of("CLUSTER", "PLATFORM", "STORAGE", "STATE", "REGISTRY", "REASON", "SETTLED");
    private static final int GAP = 2;

    private FleetTable() {}

    /**
     * One line a cluster.
     *
     * @param origins objects of a hub that clusters were imported from, by cluster; a column of the
     *     table unless it is empty
     */
    static List<String> lines(
            Map<String, Convergence.Arrival> arrivals, Map<String, String> origins) {
        var rows = new ArrayList<List<String>>();
        rows.add(with(HEAD, origins, "FROM"));
        arrivals.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        entry ->
                                rows.add(
                                        with(
                                                row(entry.getKey(), entry.getValue()),
                                                origins,
                                                shown(origins.getOrDefault(entry.getKey(), "")))));
        var widths = widths(rows);
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> with(List<String> row, Map<String, String> origins, String last) {
        var cells = new ArrayList<>(row);
        if (!origins.isEmpty()) {
            cells.add(last);
        }
        return cells;
    }

    private static List<String> row(String cluster, Convergence.Arrival arrival) {
        var status = arrival.status();
        var settled = arrival.settledAfter();
        return List.of(
                cluster,
                shown(status.getPlatform()),
                shown(status.getStorageKind()),
                shown(status.getManagementState()),
                status.getSummary(),
                shown(status.getReason()),
                settled == null ? "not yet" : "%.1f s".formatted(settled.toMillis() / 1000.0));
    }

    private static String shown(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static List<Integer> widths(List<List<String>> rows) {
        return IntStream.range(0, rows.getFirst().size())
                .map(
                        column ->
                                rows.stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .max()
                                        .orElse(0))
                .boxed()
                .toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> padded(row.get(i), widths.get(i) + GAP))
                .collect(Collectors.joining())
                .stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
