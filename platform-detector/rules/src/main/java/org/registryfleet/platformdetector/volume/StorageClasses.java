package org.registryfleet.platformdetector.volume;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The storage classes of a cluster and the warnings about them.
 *
 * @param facts ordered by name
 */
public record StorageClasses(
        List<StorageClassFacts> facts, List<String> evidence, List<String> warnings) {

    private static final List<String> DEFAULT =
            List.of(
                    "storageclass.kubernetes.io/is-default-class",
                    "storageclass.beta.kubernetes.io/is-default-class");

    /** As Kubernetes chooses among several defaults. */
    private static final Comparator<Observed> NEWEST =
            Comparator.comparing((Observed one) -> one.at("/metadata/creationTimestamp").asText(""))
                    .reversed()
                    .thenComparing(one -> one.ref().name());

    public StorageClasses {
        facts = List.copyOf(facts);
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }

    public static StorageClasses of(Snapshot objects) {
        var classes = objects.ofKind("StorageClass").toList();
        var defaults = classes.stream().filter(StorageClasses::isDefault).sorted(NEWEST).toList();
        var facts =
                classes.stream()
                        .map(one -> fact(one, defaults.stream().limit(1).toList().contains(one)))
                        .toList();
        var evidence = facts.stream().map(StorageClasses::evidence).toList();
        return new StorageClasses(facts, evidence, warnings(facts, defaults));
    }

    private static StorageClassFacts fact(Observed storageClass, boolean isDefault) {
        var provisioner = storageClass.content().path("provisioner").asText("");
        return new StorageClassFacts(
                storageClass.ref().name(),
                provisioner,
                isDefault,
                ProvisionerAccessModes.accessModes(provisioner, parameters(storageClass)));
    }

    private static boolean isDefault(Observed storageClass) {
        return DEFAULT.stream()
                .anyMatch(key -> storageClass.annotation(key).orElse("").equals("true"));
    }

    private static Map<String, String> parameters(Observed storageClass) {
        var parameters = new HashMap<String, String>();
        storageClass
                .content()
                .path("parameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText("")));
        return parameters;
    }

    private static String evidence(StorageClassFacts fact) {
        return "StorageClass "
                + fact.name()
                + " provisioner="
                + fact.provisioner()
                + (fact.isDefault() ? " (default)" : "");
    }

    private static List<String> warnings(List<StorageClassFacts> facts, List<Observed> defaults) {
        var warnings = new ArrayList<String>();
        for (var fact : facts) {
            if (ProvisionerAccessModes.isNfs(fact.provisioner())) {
                warnings.add(
                        "StorageClass "
                                + fact.name()
                                + " provides NFS: an NFS server on RHEL is not recommended for the"
                                + " image registry, other implementations only as tested by their"
                                + " vendor");
            }
        }
        if (defaults.size() > 1) {
            warnings.add(
                    "More than one StorageClass is the default: %s; Kubernetes takes the newest, %s"
                            .formatted(
                                    defaults.stream()
                                            .map(one -> one.ref().name())
                                            .sorted()
                                            .collect(Collectors.joining(", ")),
                                    defaults.getFirst().ref().name()));
        }
        return warnings;
    }
}
