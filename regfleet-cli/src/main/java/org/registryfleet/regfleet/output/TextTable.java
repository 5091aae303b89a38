package org.registryfleet.regfleet.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as their longest cell. */
public final class TextTable {

    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row; an empty cell is shown as a dash. */
    public TextTable row(String... cells) {
        rows.add(IntStream.range(0, cells.length).mapToObj(i -> shown(cells[i])).toList());
        return this;
    }

    public List<String> lines() {
        var widths =
                IntStream.range(0, rows.getFirst().size())
                        .mapToObj(
                                i -> rows.stream().mapToInt(r -> r.get(i).length()).max().orElse(0))
                        .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String shown(String cell) {
        return cell.isEmpty() ? "-" : cell;
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length() + GAP))
                .collect(Collectors.joining())
                .stripTrailing();
    }
}
