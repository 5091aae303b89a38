package org.registryfleet.regfleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.regfleet.fleet.FleetRecords;
import org.registryfleet.regfleet.orphan.ClusterUse;
import org.registryfleet.regfleet.orphan.FleetUse;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code storage orphans} at a simulated account, with a fleet that the test tells of. */
final class OrphanRun implements AutoCloseable {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final CloudSpace space = cloud.space("account");
    private final Map<String, ClusterUse> clusters = new TreeMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> questions = new ArrayList<>();
    private final Path folder;
    private Optional<String> typed = Optional.empty();
    private Runnable betweenReadings = () -> {};

    OrphanRun(Path folder) {
        this.folder = folder;
        environment.putAll(
                Map.of(
                        "REGFLEET_KAFKA", "nowhere:1",
                        "AWS_ACCESS_KEY_ID", "AKIA",
                        "AWS_SECRET_ACCESS_KEY", "k"));
    }

    CloudSpace space() {
        return space;
    }

    OrphanRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What a person types when asked. */
    OrphanRun typing(String answer) {
        typed = Optional.of(answer);
        return this;
    }

    /** What happens after the list was made. */
    OrphanRun meanwhile(Runnable change) {
        betweenReadings = change;
        return this;
    }

    List<String> questions() {
        return questions;
    }

    /** A cluster of the fleet, with the storage section of its Config. */
    OrphanRun cluster(String id, boolean isRegistered, boolean isKnown, String section) {
        clusters.put(
                id,
                new ClusterUse(id, isRegistered, id + "-abcde", isKnown, List.of(yaml(section))));
        return this;
    }

    /** A bucket of S3 with these tags. */
    OrphanRun bucket(String name, Map<String, String> tags) {
        var xml = new StringBuilder("<Tagging><TagSet>");
        tags.forEach(
                (key, value) ->
                        xml.append(
                                "<Tag><Key>%s</Key><Value>%s</Value></Tag>".formatted(key, value)));
        var bucket = space.s3().put(name, false);
        bucket.properties().put("tagging", xml.append("</TagSet></Tagging>").toString());
        bucket.keys().add("docker/registry/v2/a");
        bucket.oldVersions().add("docker/registry/v2/a");
        return this;
    }

    CommandLineRun.Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                Regfleet.commandLine(surroundings())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new CommandLineRun.Result(status, out.toString(), err.toString());
    }

    private CliEnvironment surroundings() {
        return new CliEnvironment(
                environment,
                folder,
                new Typist(),
                _ -> {
                    throw new AssertionError("no cluster needs to be reached");
                },
                _ -> {
                    throw new AssertionError("nothing is asked for");
                },
                _ -> new Records(),
                (_, _) -> Optional.of(cloud.address("account")));
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    @Override
    public void close() {
        cloud.close();
    }

    private final class Typist implements Confirmation {

        @Override
        public Optional<Boolean> ask(String question) {
            throw new AssertionError("a yes is not enough");
        }

        @Override
        public Optional<String> read(String question) {
            questions.add(question);
            return typed;
        }
    }

    private final class Records implements FleetRecords {

        private boolean isReadBefore;

        @Override
        public FleetUse read() {
            if (isReadBefore) {
                betweenReadings.run();
            }
            isReadBefore = true;
            return new FleetUse(List.copyOf(clusters.values()));
        }

        @Override
        public void close() {}
    }
}
