package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.fleetpolicy.policy.FleetPolicy;
import org.registryfleet.fleetpolicy.policy.PolicyDocument;
import org.registryfleet.regfleet.fleet.CommandFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Policies in YAML files and folders of them; all that is wrong is told at once. */
final class PolicyFiles {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int LARGEST = 64 * 1024;

    private final Map<String, Path> homes = new TreeMap<>();
    private final List<Document> documents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private PolicyFiles() {}

    /**
     * A policy with what it was read from.
     *
     * @param json without comments and layout
     */
    record Document(FleetPolicy policy, String json) {}

    /** The policies alone. */
    static List<FleetPolicy> read(List<Path> paths) {
        return documents(paths).stream().map(Document::policy).toList();
    }

    /**
     * Reads the policies.
     *
     * @throws CommandFailure with everything that is wrong
     */
    static List<Document> documents(List<Path> paths) {
        var files = new PolicyFiles();
        paths.forEach(files::path);
        if (!files.problems.isEmpty()) {
            throw CommandFailure.refused(String.join("\n", files.problems));
        }
        if (files.documents.isEmpty()) {
            throw CommandFailure.refused("no policy stands in " + paths);
        }
        return files.documents;
    }

    private void path(Path path) {
        if (!Files.isDirectory(path)) {
            file(path);
            return;
        }
        try (Stream<Path> within = Files.list(path)) {
            within.filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .forEach(this::file);
        } catch (IOException unreadable) {
            problems.add("%s cannot be read (%s)".formatted(path, unreadable.getMessage()));
        }
    }

    private void file(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                problems.add(
                        "%s has %d bytes, a policy has at most %d"
                                .formatted(file, Files.size(file), LARGEST));
                return;
            }
            try (var documents =
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                while (documents.hasNextValue()) {
                    document(file, documents.nextValue());
                }
            }
        } catch (IOException unreadable) {
            problems.add(
                    "%s is no YAML that can be read (%s)".formatted(file, firstLine(unreadable)));
        }
    }

    private static String firstLine(IOException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private void document(Path file, JsonNode document) {
        if (document.isNull() || document.isMissingNode()) {
            return;
        }
        var found = PolicyDocument.problems(document);
        found.forEach(problem -> problems.add(file + ": " + problem.sentence(SimilarNames::of)));
        if (!found.isEmpty()) {
            return;
        }
        var policy = PolicyDocument.read(document);
        var other = homes.putIfAbsent(policy.name(), file);
        if (other != null) {
            problems.add(
                    "%s: the policy %s stands in %s already".formatted(file, policy.name(), other));
        }
        documents.add(new Document(policy, document.toString()));
    }
}
