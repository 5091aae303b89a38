package org.registryfleet.platformdetector.node;

import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The platform that all nodes together point to.
 *
 * @param known false until the nodes allow a conclusion
 * @param platform empty if the nodes' provider is unknown or contradictory
 */
public record NodeEvidence(
        boolean known,
        String platform,
        String region,
        boolean isSingle,
        List<String> evidence,
        List<String> warnings) {

    private static final int NAMED = 3;

    public NodeEvidence {
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }

    public static NodeEvidence of(Collection<Observed> observed) {
        var nodes = observed.stream().map(NodeFacts::of).toList();
        if (nodes.isEmpty()) {
            return unknown("no Node observed");
        }
        var byScheme = new TreeMap<String, List<NodeFacts>>();
        for (var node : nodes) {
            node.providerScheme()
                    .ifPresent(
                            scheme ->
                                    byScheme.computeIfAbsent(scheme, _ -> new ArrayList<>())
                                            .add(node));
        }
        if (byScheme.isEmpty() && nodes.stream().anyMatch(NodeFacts::initialising)) {
            return unknown("nodes are waiting for their cloud provider");
        }
        var evidence = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var platform = platform(nodes, byScheme, evidence, warnings);
        var region = region(nodes, evidence);
        evidence.add("number of Nodes=" + nodes.size());
        return new NodeEvidence(true, platform, region, nodes.size() == 1, evidence, warnings);
    }

    private static NodeEvidence unknown(String why) {
        return new NodeEvidence(false, "", "", false, List.of(why), List.of());
    }

    private static String platform(
            List<NodeFacts> nodes,
            TreeMap<String, List<NodeFacts>> byScheme,
            List<String> evidence,
            List<String> warnings) {
        if (byScheme.isEmpty()) {
            evidence.add("no spec.providerID on " + named(nodes));
            return "None";
        }
        byScheme.forEach(
                (scheme, members) ->
                        evidence.add(
                                "spec.providerID with scheme " + scheme + " on " + named(members)));
        if (byScheme.size() > 1) {
            warnings.add(
                    "The nodes name different providers, the platform counts as unknown: "
                            + conflict(byScheme));
            return "";
        }
        var scheme = byScheme.firstKey();
        return ProviderIdSchemes.platform(scheme)
                .orElseGet(
                        () -> {
                            warnings.add("No rule for nodes of the provider " + scheme);
                            return "";
                        });
    }

    private static String conflict(TreeMap<String, List<NodeFacts>> byScheme) {
        return byScheme.entrySet().stream()
                .map(entry -> entry.getKey() + " on " + named(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String region(List<NodeFacts> nodes, List<String> evidence) {
        var regions = nodes.stream().map(NodeFacts::region).distinct().toList();
        if (regions.size() != 1 || regions.getFirst().isEmpty()) {
            return "";
        }
        evidence.add(
                "label topology.kubernetes.io/region=" + regions.getFirst() + " on every Node");
        return regions.getFirst();
    }

    private static String named(List<NodeFacts> nodes) {
        var names =
                nodes.stream().limit(NAMED).map(NodeFacts::name).collect(Collectors.joining(", "));
        return (nodes.size() == 1 ? "Node " : "Nodes ")
                + names
                + (nodes.size() > NAMED ? " and " + (nodes.size() - NAMED) + " more" : "");
    }
}
