package org.registryfleet.statusreporter.problem;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The Events of the registry's namespace by what they are about. */
record EventTexts(Snapshot objects) {

    private static final List<String> TIMES =
            List.of("/lastTimestamp", "/series/lastObservedTime", "/eventTime", "/firstTimestamp");

    /** The newest event about the object with one of the reasons. */
    Optional<RegistryProblem> newest(String kind, String name, Set<String> reasons) {
        return about(kind, name)
                .filter(event -> reasons.isEmpty() || reasons.contains(reason(event)))
                .max(Comparator.comparing(EventTexts::time).thenComparing(e -> e.ref().name()))
                .map(event -> new RegistryProblem(reason(event), text(event.at("/message"))));
    }

    private Stream<Observed> about(String kind, String name) {
        return objects.ofKind("Event")
                .filter(event -> text(event.at("/involvedObject/kind")).equals(kind))
                .filter(event -> text(event.at("/involvedObject/name")).equals(name));
    }

    private static String reason(Observed event) {
        return text(event.at("/reason"));
    }

    private static String time(Observed event) {
        return TIMES.stream()
                .map(place -> text(event.at(place)))
                .filter(time -> !time.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode node) {
        return node.asText("");
    }
}
