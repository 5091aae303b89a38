package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.state.ClusterSnapshot;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.replay.ReplayedStages;
import org.registryfleet.replay.WhatIf;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.Observed;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What the stages would decide if some objects were different. Has no effect. */
@Command(
        name = "what-if",
        description = {
            "Shows what would be decided and written if objects were different.",
            "It decides by the rules of the services and writes nothing. What controllers of the"
                    + " cluster would do (bind claims, roll out) is not supposed."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, but the cluster is not known completely",
            "2:wrong use",
            "3:no such cluster, or unusable objects",
            "4:the log cannot be reached"
        })
public final class WhatIfCommand implements Callable<Integer> {

    private static final List<String> RESULTS =
            List.of(Topics.PLATFORMS, Topics.STORAGE, Topics.REGISTRIES, Topics.STATUS);
    private static final YAMLMapper YAML = new YAMLMapper();

    @Mixin private AuditView view = new AuditView();

    @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
    private String cluster = "";

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description =
                    "Objects in YAML, as for kubectl; an object that exists is merged with its part here.")
    private Path file = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Begin with the state at this time (default: now).")
    private @Nullable String at;

    @Override
    public Integer call() {
        var time = view.time();
        var moment = at == null ? time.now() : time.parse(at);
        var given = objects(view.surroundings().folder().resolve(file));
        try (var reading = view.read()) {
            reading.requireKnown(cluster);
            reading.requireHistory(cluster, moment, moment, time);
            var picture = reading.log().picture(cluster, moment);
            if (!picture.isRegistered()) {
                throw CommandFailure.refused(
                        "%s was not in the fleet at %s: nothing would be decided about it"
                                .formatted(cluster, time.full(moment)));
            }
            var topics = new ArrayList<>(RESULTS);
            topics.add(Topics.CLUSTERS);
            var whatIf = whatIf(picture, reading.log().latest(cluster, topics, moment), moment);
            given.forEach(object -> suppose(whatIf, object));
            var rounds = whatIf.run();
            var json = WhatIfText.json(picture, rounds);
            view.print(json, () -> new WhatIfText(view.ink()).lines(json, rounds));
            return picture.isComplete() && picture.unreadable().isNone() ? 0 : 1;
        }
    }

    private WhatIf whatIf(
            ClusterSnapshot picture, Map<String, SpecificRecord> records, Instant moment) {
        var objects =
                picture.objects().values().stream()
                        .map(
                                seen ->
                                        new Observed(
                                                seen.ref(),
                                                seen.content().at("/metadata/uid").asText(),
                                                seen.resourceVersion(),
                                                seen.content()))
                        .toList();
        var stages = BlindSpots.in(ReplayedStages.recorded(records), picture.forbidden());
        return new WhatIf(stages, cluster, objects, records, moment);
    }

    private static void suppose(WhatIf whatIf, JsonNode object) {
        try {
            whatIf.suppose(object);
        } catch (IllegalArgumentException incomplete) {
            throw CommandFailure.refused(String.valueOf(incomplete.getMessage()));
        }
    }

    private static List<JsonNode> objects(Path file) {
        var found = new ArrayList<JsonNode>();
        try (var parser = new YAMLFactory().createParser(file.toFile());
                var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser)) {
            while (documents.hasNext()) {
                var document = documents.next();
                if (document.path("kind").asText("").equals("List")) {
                    document.path("items").forEach(found::add);
                } else if (document.isObject()) {
                    found.add(document);
                }
            }
        } catch (IOException | RuntimeException broken) {
            throw CommandFailure.refused(
                    "%s cannot be read as objects: %s".formatted(file, firstLine(broken)));
        }
        if (found.isEmpty()) {
            throw CommandFailure.refused(file + " holds no object");
        }
        return found;
    }

    private static String firstLine(Exception broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
    }
}
