package org.registryfleet.regfleet.fleet;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.OwnershipMode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A CSV file of clusters, one a line, under a line that names the columns: {@code cluster} and,
 * where wanted, {@code credential}, {@code name}, {@code mode} and {@code labels} ({@code
 * key=value}, separated by blanks). Columns are separated by commas or semicolons. Each line is
 * read for itself, so that a bad one costs no other.
 */
public final class FleetFile {

    private static final List<String> COLUMNS =
            List.of("cluster", "credential", "name", "mode", "labels");

    /**
     * A line of the file.
     *
     * @param cluster null when the line cannot be used
     * @param problem why it cannot be used; empty when it can
     */
    public record Line(int number, @Nullable NewCluster cluster, String problem) {}

    private final CsvMapper csv =
            CsvMapper.builder()
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .build();
    private final CsvSchema schema;
    private final List<String> columns;

    private FleetFile(String head) {
        boolean isOfSemicolons = head.indexOf(';') >= 0 && head.indexOf(',') < 0;
        schema = CsvSchema.emptySchema().withColumnSeparator(isOfSemicolons ? ';' : ',');
        columns = columns(head);
    }

    /** The lines with clusters; blank ones and those that begin with # are none. */
    public static List<Line> read(Path file) {
        var text = text(file);
        var lines = new ArrayList<Line>();
        FleetFile found = null;
        for (int i = 0; i < text.size(); i++) {
            var line = i == 0 ? text.get(i).replace("\uFEFF", "") : text.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (found == null) {
                found = new FleetFile(line);
            } else {
                lines.add(found.line(i + 1, line));
            }
        }
        if (found == null) {
            throw CommandFailure.refused(file + " is empty: its first line names the columns");
        }
        return lines;
    }

    private static List<String> text(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException other) {
            throw CommandFailure.refused(file + " is not in UTF-8");
        } catch (IOException problem) {
            throw CommandFailure.refused(
                    "%s cannot be read (%s)".formatted(file, problem.getClass().getSimpleName()));
        }
    }

    private List<String> columns(String head) {
        var names =
                cells(head).stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        var unknown = names.stream().filter(name -> !COLUMNS.contains(name)).toList();
        if (!unknown.isEmpty() || !names.contains("cluster")) {
            throw CommandFailure.refused(
                    "the first line names the columns: cluster and any of %s; it has %s"
                            .formatted(COLUMNS.subList(1, COLUMNS.size()), names));
        }
        return names;
    }

    private Line line(int number, String text) {
        try {
            return new Line(number, cluster(fields(text)), "");
        } catch (CommandFailure bad) {
            return new Line(number, null, String.valueOf(bad.getMessage()));
        }
    }

    private Map<String, String> fields(String text) {
        var cells = cells(text);
        if (cells.size() > columns.size()) {
            throw CommandFailure.refused(
                    "it has %d columns, the first line %d; put a value with a separator in quotes"
                            .formatted(cells.size(), columns.size()));
        }
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.size(); i++) {
            fields.put(columns.get(i), cells.get(i).strip());
        }
        return fields;
    }

    private List<String> cells(String line) {
        try (var rows = csv.readerFor(String[].class).with(schema).<String[]>readValues(line)) {
            return rows.hasNextValue() ? Arrays.asList(rows.nextValue()) : List.of();
        } catch (IOException malformed) {
            throw CommandFailure.refused("it is no line of CSV: does a quote stay open?");
        }
    }

    private static NewCluster cluster(Map<String, String> fields) {
        return new NewCluster(
                fields.getOrDefault("cluster", ""),
                fields.getOrDefault("credential", ""),
                fields.getOrDefault("name", ""),
                labels(fields.getOrDefault("labels", "")),
                mode(fields.getOrDefault("mode", "")));
    }

    private static Map<String, String> labels(String text) {
        var labels = new LinkedHashMap<String, String>();
        for (var label : text.isEmpty() ? new String[0] : text.split("\\s+")) {
            int equals = label.indexOf('=');
            if (equals <= 0) {
                throw CommandFailure.refused(
                        "\"%s\" is no label: write key=value, with blanks between labels"
                                .formatted(label));
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    private static OwnershipMode mode(String text) {
        try {
            return text.isEmpty()
                    ? OwnershipMode.AUTO
                    : OwnershipMode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw CommandFailure.refused(
                    "\"%s\" is no mode: auto, full, assist or observe".formatted(text));
        }
    }
}
