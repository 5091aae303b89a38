package org.registryfleet.inventory.decision;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which labels a cluster has in the fleet.
 *
 * @param copied names of labels that are taken over from the source
 * @param added labels of every cluster of the source
 */
public record LabelMapping(Set<String> copied, Map<String, String> added) {
    /** No labels. */
    public static final LabelMapping NONE = new LabelMapping(Set.of(), Map.of());

    /** They serve the projects that own them and say nothing about the cluster. */
    private static final List<String> RESERVED =
            List.of(
                    "argocd.argoproj.io/",
                    "cluster.x-k8s.io/",
                    "kubernetes.io/",
                    "hive.openshift.io/secret-type",
                    "fleet.registryfleet.org/");

    private static final Pattern VALUE =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");

    public LabelMapping {
        copied = Set.copyOf(copied);
        added = Map.copyOf(added);
    }

    /** What people set wins over what is copied, and that over what is added. */
    SortedMap<String, String> labels(Map<String, String> ofSource, Map<String, String> manual) {
        var labels = new TreeMap<>(added);
        ofSource.forEach(
                (name, value) -> {
                    if (copied.contains(name) && !isReserved(name) && isValue(value)) {
                        labels.put(name, value);
                    }
                });
        labels.putAll(manual);
        return labels;
    }

    /** Whether the text may be a label's value. */
    static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    private static boolean isReserved(String name) {
        return RESERVED.stream().anyMatch(name::startsWith);
    }
}
