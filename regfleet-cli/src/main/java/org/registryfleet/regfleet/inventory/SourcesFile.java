package org.registryfleet.regfleet.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.regfleet.fleet.CommandFailure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sources in YAML: the settings of the service {@code inventory}, the values of its chart, or a
 * document with {@code sources} and {@code hubs} alone.
 *
 * @param hub credential reference of the default hub
 * @param hubs credential references of further hubs, by name
 */
public record SourcesFile(String hub, Map<String, String> hubs, List<SourceConfiguration> sources) {

    private static final YAMLMapper YAML = new YAMLMapper();

    public SourcesFile {
        hubs = Map.copyOf(hubs);
        sources = List.copyOf(sources);
    }

    /**
     * Reads the file.
     *
     * @throws CommandFailure with everything that is wrong
     */
    public static SourcesFile read(Path file) {
        var root = tree(file);
        var listed = first(root, "/fleet/inventory/sources", "/inventory/sources", "/sources");
        if (!listed.isArray() || listed.isEmpty()) {
            throw CommandFailure.refused(
                    file
                            + " names no source: it needs a list \"sources\" (docs/inventory.md), alone,"
                            + " under \"inventory\" or under \"fleet.inventory\"");
        }
        var hubs = new TreeMap<String, String>();
        first(root, "/fleet/access/hubs", "/inventory/hubs", "/hubs")
                .properties()
                .forEach(hub -> hubs.put(hub.getKey(), hub.getValue().asText()));
        var hub = first(root, "/fleet/access/hub", "/hub").asText("in-cluster");
        return new SourcesFile(hub, hubs, sources(file, listed, hubs));
    }

    /** The same with another default hub. */
    public SourcesFile withHub(String reference) {
        return new SourcesFile(reference, hubs, sources);
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            var why = String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
            throw CommandFailure.refused(
                    "%s is no YAML that can be read (%s)".formatted(file, why));
        }
    }

    private static JsonNode first(JsonNode root, String... places) {
        return Stream.of(places)
                .map(root::at)
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .findFirst()
                .orElse(root.at("/none"));
    }

    private static List<SourceConfiguration> sources(
            Path file, JsonNode listed, Map<String, String> hubs) {
        var sources = new ArrayList<SourceConfiguration>();
        var problems = new ArrayList<String>();
        var names = new HashSet<String>();
        for (var node : listed) {
            var entry = new SourceEntry(node, problems);
            var source = entry.configuration(sources.size());
            if (!names.add(source.settings().name())) {
                problems.add("two sources have the name " + source.settings().name());
            }
            problems.addAll(source.faults(hubs.keySet()));
            sources.add(source);
        }
        if (!problems.isEmpty()) {
            throw CommandFailure.refused(
                    String.join("\n", problems.stream().map(one -> file + ": " + one).toList()));
        }
        return sources;
    }
}
